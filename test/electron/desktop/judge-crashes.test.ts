import { describe, expect, test } from "vitest";
import { describeCounts, isGpuUnfit, judgeCrashes, shouldReload } from "../../../electron/desktop/judge-crashes.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe("loading a crashed page again", () => {
  test.each([
    { crashes: [0], now: 0, reload: true },
    { crashes: [0, 1_000], now: 1_000, reload: true },
    { crashes: [0, 1_000, 2_000], now: 2_000, reload: false },
    { crashes: [0, 1_000, 60_000], now: 60_000, reload: true },
    { crashes: [0, 30_000, 59_999], now: 59_999, reload: false },
  ])("crashes at $crashes ms: $reload", ({ crashes, now, reload }) => {
    expect(shouldReload(crashes, now)).toBe(reload);
  });
});

describe("doing without the graphics hardware", () => {
  test.each([
    { name: "never crashed", gpu: [], now: 0, unfit: false },
    { name: "twice at once", gpu: [0, 1_000], now: 1_000, unfit: false },
    { name: "three times within ten minutes", gpu: [0, 1_000, 9 * MINUTE], now: 9 * MINUTE, unfit: true },
    { name: "three times in an hour", gpu: [0, 30 * MINUTE, 60 * MINUTE], now: 60 * MINUTE, unfit: false },
    { name: "a loop of this week", gpu: [0, 1_000, 2_000], now: 6 * DAY, unfit: true },
    { name: "a loop of last week is tried again", gpu: [0, 1_000, 2_000], now: 8 * DAY, unfit: false },
  ])("$name: $unfit", ({ gpu, now, unfit }) => {
    expect(isGpuUnfit(gpu, now)).toBe(unfit);
  });
});

describe("what the administrator has to know", () => {
  const finding = (since: number) => [{ kind: "monitoring_failing", source: "pc", since }];

  test.each([
    { name: "two crashes of a page", page: [0, 1], gpu: [], now: 2, expected: [] },
    { name: "three within an hour", page: [5, MINUTE, 2 * MINUTE], gpu: [], now: 3 * MINUTE, expected: finding(5) },
    { name: "three, of which one is an hour old", page: [0, MINUTE, 2 * MINUTE], gpu: [], now: 60 * MINUTE, expected: [] },
    { name: "some of each are not added up", page: [0, 1], gpu: [2, 3], now: 4, expected: [] },
    { name: "drawing without the hardware, days later", page: [], gpu: [7, 8, 9], now: 3 * DAY, expected: finding(7) },
  ])("$name", ({ page, gpu, now, expected }) => {
    expect(judgeCrashes({ page, gpu }, now)).toEqual(expected);
  });

  test("counts are told with each crash", () => {
    expect(describeCounts([0, 2 * DAY, 2 * DAY + 1], 2 * DAY + 1)).toBe("2 in the last hour, 3 in the last 7 days");
  });
});
