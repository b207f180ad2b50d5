import { expect, test } from "vitest";
import { makeBars } from "../../../renderer/logs/histogram-scale.ts";

const HISTOGRAM = { from: "2026-01-08T00:00:00.000Z", until: "2026-01-08T00:03:00.000Z", width: 60_000 };

test("types stand on each other, the tallest bar fills the graph, unknown types count as others", () => {
  const { bars, max } = makeBars({ ...HISTOGRAM, types: { fetch_error: [1, 0, 2], unknown: [1, 0, 0], made_up: [2, 0, 0] } });
  expect(max).toBe(4);
  expect(bars.map(({ count }) => count)).toEqual([4, 0, 2]);
  expect(bars[0]?.parts).toEqual([
    { type: "fetch_error", from: 0, height: 0.25, count: 1 },
    { type: "unknown", from: 0.25, height: 0.75, count: 3 },
  ]);
  expect(bars[1]?.parts).toEqual([]);
  expect(new Date(bars[2]!.from).toISOString()).toBe("2026-01-08T00:02:00.000Z");
});

test("each type begins where the one under it ends", () => {
  const types = { fetch_error: [1], whep_post_failed: [2], connection_closed: [1] };
  expect(makeBars({ ...HISTOGRAM, types }).bars[0]?.parts.map(({ from }) => from)).toEqual([0, 0.25, 0.75]);
});

test("where nothing is, the range has its bars all the same", () => {
  const { bars, max } = makeBars({ ...HISTOGRAM, types: {} });
  expect(max).toBe(0);
  expect(bars.map(({ from, count, parts }) => [from, count, parts])).toEqual(
    [0, 1, 2].map((minute) => [Date.parse(HISTOGRAM.from) + minute * 60_000, 0, []]),
  );
});
