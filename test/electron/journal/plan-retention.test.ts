import { describe, expect, test } from "vitest";
import { chooseExpired, chooseToCompress, chooseToMakeRoom, MEGABYTE } from "../../../electron/journal/plan-retention.ts";
import type { DiskState, KeptSegment } from "../../../electron/journal/plan-retention.ts";
import { LIMITS } from "./open-journal.ts";

const TODAY = "2026-05-01";
const MB = MEGABYTE;

/** A disk of 1 TB with plenty of space; `used` is the sum of the segments and 1 MB of the present one. */
function makeDisk(segments: readonly KeptSegment[], change: Partial<DiskState> = {}): DiskState {
  const used = segments.reduce((sum, { bytes }) => sum + bytes, MB);
  return { today: TODAY, free: 500_000 * MB, capacity: 1_000_000 * MB, used, ...change };
}

function makeSegment(daysAgo: number, change: Partial<KeptSegment> = {}): KeptSegment {
  const date = new Date(Date.parse(TODAY) - daysAgo * 86_400_000).toISOString().slice(0, 10);
  return { name: `${date}.jsonl`, date, bytes: 100 * MB, isCompressed: daysAgo > 7, isNeeded: false, ...change };
}

const agesOf = (segments: readonly KeptSegment[]) => segments.map(({ date }) => (Date.parse(TODAY) - Date.parse(date)) / 86_400_000);

describe("retention by age", () => {
  test("ends the day after the last day that is kept, but waits for readers", () => {
    const segments = [makeSegment(200, { isNeeded: true }), makeSegment(92), makeSegment(91), makeSegment(90), makeSegment(-3)];
    expect(agesOf(chooseExpired(segments, makeDisk(segments), LIMITS))).toEqual([92, 91]);
  });
});

describe("compressing", () => {
  const segments = [9, 8, 7, 1, 0].map((days) => makeSegment(days, { isCompressed: days === 9 }));

  test("takes plain segments older than the limit", () => {
    expect(agesOf(chooseToCompress(segments, makeDisk(segments), LIMITS))).toEqual([8]);
  });

  test("takes all of former days when the disk is short of space", () => {
    const disk = makeDisk(segments, { free: 900 * MB });
    expect(agesOf(chooseToCompress(segments, disk, { ...LIMITS, minFreeMegabytes: 1_024 }))).toEqual([8, 7, 1]);
  });

  test("takes none below 50 MB, and no empty one", () => {
    expect(chooseToCompress(segments, makeDisk(segments, { free: 50 * MB - 1 }), LIMITS)).toEqual([]);
    expect(chooseToCompress([makeSegment(8, { isCompressed: false, bytes: 0 })], makeDisk([]), LIMITS)).toEqual([]);
  });
});

describe("making room", () => {
  const tenDays = Array.from({ length: 10 }, (_, i) => makeSegment(10 - i));

  test.each([
    ["nothing below the limit", {}, {}, []],
    ["the oldest beyond the limit", { maxTotalMegabytes: 801 }, {}, [10, 9]],
    ["as much as it takes to free what is short", { minFreeMegabytes: 1_024 }, { free: 900 * MB }, [10, 9]],
    ["nothing of the last seven days for the sake of free space", { minFreeMegabytes: 1_024 }, { free: 0 }, [10, 9, 8, 7]],
    ["nothing while a small disk has 5 % free", { minFreeMegabytes: 1_024 }, { free: 600 * MB, capacity: 10_000 * MB }, []],
  ] as const)("deletes %s", (_what, limits, disk, deleted) => {
    expect(agesOf(chooseToMakeRoom(tenDays, makeDisk(tenDays, disk), { ...LIMITS, ...limits }))).toEqual(deleted);
  });

  test("for free space leaves 256 MB of our logs", () => {
    const segments = [30, 29, 28, 27].map((days) => makeSegment(days));
    const disk = makeDisk(segments, { free: 0 });
    expect(agesOf(chooseToMakeRoom(segments, disk, { ...LIMITS, minFreeMegabytes: 1_024 }))).toEqual([30, 29]);
  });

  test("takes what somebody still needs for the size limit only", () => {
    const segments = tenDays.map((segment) => ({ ...segment, isNeeded: true }));
    expect(chooseToMakeRoom(segments, makeDisk(segments, { free: 0 }), { ...LIMITS, minFreeMegabytes: 1_024 })).toEqual([]);
    expect(agesOf(chooseToMakeRoom(segments, makeDisk(segments), { ...LIMITS, maxTotalMegabytes: 901 }))).toEqual([10]);
  });
});
