import { describe, expect, test } from "vitest";
import { logFilterSchema } from "../../../shared/log-search.ts";
import { EMPTY_QUERY, formatLogQuery, parseLogQuery, startOfDay, toDay, toLogFilter } from "../../../renderer/ui/log-query.ts";
import type { LogQuery } from "../../../renderer/ui/log-query.ts";

const QUERIES: LogQuery[] = [
  EMPTY_QUERY,
  { ...EMPTY_QUERY, range: { kind: "last", hours: 24 } },
  { ...EMPTY_QUERY, range: { kind: "all" }, view: "groups" },
  { ...EMPTY_QUERY, range: { kind: "days", from: "2026-01-01", until: "2026-01-31" }, damagedOnly: true },
  { ...EMPTY_QUERY, range: { kind: "last", hours: 240 }, hourOfWeek: { day: 0, hour: 23 } },
  { ...EMPTY_QUERY, outages: { from: "2026-01-01T00:00:00.000Z", until: "2026-01-08T12:34:56.789Z" } },
  {
    ...EMPTY_QUERY,
    outages: { from: "2026-01-01T00:00:00.000Z", until: "2026-01-08T00:00:00.000Z", longerThan: 60_000, shorterThan: 300_000 },
  },
  { ...EMPTY_QUERY, range: { kind: "times", from: "2026-01-01T12:00:00.000Z", until: "2026-01-01T12:30:00.000Z" } },
  {
    ...EMPTY_QUERY,
    facets: {
      type: { include: ["fetch_error", "unknown"] },
      reason: { include: [""], exclude: ["dns"] },
      server: { exclude: ["[::1]:8889"] },
    },
    fingerprints: ["v1:0123456789abcdef"],
    text: "502 & 게이트웨이 = #1?",
    folder: "C:\\로그\\2026 1월",
  },
];

describe("the filter in the page's address", () => {
  test.each(QUERIES)("is read back as it was written: %j", (query) => {
    expect(parseLogQuery(formatLogQuery(query))).toEqual(query);
  });

  test("is empty as long as nothing is chosen", () => {
    expect(formatLogQuery(EMPTY_QUERY)).toBe("");
  });

  test.each([
    "range=forever",
    "range=0h",
    "range=99999h",
    "range=2026-13-01~2026-01-01",
    "range=2026-01-02T00:00:00Z~2026-01-01T00:00:00Z",
    "nonsense=1",
    "hour=7-0",
    "hour=1-24",
    "hour=1",
  ])("falls back to today where it makes no sense: %s", (text) => {
    expect(parseLogQuery(text)).toEqual(EMPTY_QUERY);
  });

  test("takes days in either order", () => {
    expect(parseLogQuery("range=2026-02-01~2026-01-01").range).toEqual({ kind: "days", from: "2026-01-01", until: "2026-02-01" });
  });
});

describe("the question for the history", () => {
  const now = new Date(2026, 0, 8, 12, 34, 56).getTime();

  test.each(QUERIES)("is one that the host accepts: %j", (query) => {
    expect(logFilterSchema.parse(toLogFilter(query, now))).toEqual(toLogFilter(query, now));
  });

  test("begins today at local midnight and has no end", () => {
    expect(toLogFilter(EMPTY_QUERY, now)).toEqual({ from: new Date(2026, 0, 8).toISOString() });
  });

  test("ends a range of days with its last day", () => {
    const range = { kind: "days", from: "2026-01-31", until: "2026-02-28" } as const;
    expect(toLogFilter({ ...EMPTY_QUERY, range }, now)).toEqual({
      from: new Date(2026, 0, 31).toISOString(),
      until: new Date(2026, 2, 1).toISOString(),
    });
  });

  test("goes so many hours back", () => {
    expect(toLogFilter({ ...EMPTY_QUERY, range: { kind: "last", hours: 2 } }, now).from).toBe(new Date(now - 7_200_000).toISOString());
  });

  test("looks for no text of blanks", () => {
    expect(toLogFilter({ ...EMPTY_QUERY, range: { kind: "all" }, text: "  " }, now)).toEqual({});
  });
});

test("a day's beginning and a moment's day agree", () => {
  for (const day of ["2026-01-01", "2026-03-29", "2024-02-29", "2026-12-31"]) expect(toDay(Date.parse(startOfDay(day, 0)))).toBe(day);
});
