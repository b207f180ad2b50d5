import { expect, test } from "vitest";
import { findBlindTime } from "../../../shared/statistics/find-blind-time.ts";

const WINDOW = { from: 0, to: 100 };
const stream = (...unknown: [number, number][]) => ({ unknown: unknown.map(([from, to]) => ({ from, to })) });

test.each([
  { name: "no stream was ever seen", streams: [], blind: [[0, 100]] },
  { name: "one was seen all the time", streams: [stream(), stream([0, 100])], blind: [] },
  { name: "only where all are unknown at once", streams: [stream([0, 40], [60, 90]), stream([20, 70])], blind: [[20, 40], [60, 70]] },
  { name: "one after the other is not blind", streams: [stream([0, 50]), stream([50, 100])], blind: [] },
])("$name", ({ streams, blind }) => {
  expect(findBlindTime(streams, WINDOW)).toEqual(blind.map(([from, to]) => ({ from, to })));
}); // prettier-ignore
