import { describe, expect, test } from "vitest";
import {
  compareSegmentNames,
  daysBetween,
  formatSegmentName,
  localDate,
  nextSegmentName,
  parseSegmentName,
} from "../../../electron/journal/segment-name.ts";

describe("segment name", () => {
  test.each([
    ["2026-01-08.jsonl", { date: "2026-01-08", number: 0 }],
    ["2026-01-08.1.jsonl", { date: "2026-01-08", number: 1 }],
    ["2028-02-29.120.jsonl", { date: "2028-02-29", number: 120 }],
  ])("%s is one of ours", (name, parsed) => {
    expect(parseSegmentName(name)).toEqual(parsed);
    expect(formatSegmentName(parsed)).toBe(name);
  });

  test.each([
    "2026-01-08.0.jsonl",
    "2026-01-08.01.jsonl",
    "2026-02-30.jsonl",
    "2026-13-01.jsonl",
    "2026-01-08.jsonl.bak",
    "notes.jsonl",
    "",
  ])("%j is none of ours", (name) => expect(parseSegmentName(name)).toBeUndefined());

  test("sorts by date, then by number as a number", () => {
    const sorted = ["2025-12-31.7.jsonl", "2026-01-08.jsonl", "2026-01-08.2.jsonl", "2026-01-08.10.jsonl", "2026-01-09.jsonl"];
    expect(sorted.toReversed().sort(compareSegmentNames)).toEqual(sorted);
  });

  test("of the next segment is the date's next free one, gaps not filled", () => {
    expect(nextSegmentName("2026-01-08", [])).toBe("2026-01-08.jsonl");
    expect(nextSegmentName("2026-01-08", ["2026-01-07.3.jsonl", "2026-01-08.jsonl"])).toBe("2026-01-08.1.jsonl");
    expect(nextSegmentName("2026-01-08", ["2026-01-08.9.jsonl"])).toBe("2026-01-08.10.jsonl");
  });

  test("bears the local date", () => {
    expect(localDate(new Date(2026, 0, 8, 0, 0, 0, 0).getTime())).toBe("2026-01-08");
    expect(localDate(new Date(2026, 0, 8, 0, 0, 0, -1).getTime())).toBe("2026-01-07");
  });

  test("counts days across leap days and changes to summer time", () => {
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
    expect(daysBetween("2026-01-08", "2026-01-07")).toBe(-1);
  });
});
