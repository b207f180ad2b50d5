import { describe, expect, test } from "vitest";
import { formatDashboardQuery, parseDashboardQuery, toWindow } from "../../../renderer/dashboard/dashboard-query.ts";
import type { OutageChoice } from "../../../renderer/dashboard/outage-choice.ts";

const NOW = new Date(2026, 0, 8, 21, 34, 56).getTime();
const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).toISOString();

describe("the address", () => {
  test.each(["range=today", "range=24h", "range=90d", "range=2026-01", "range=2026-01-02%7E2026-01-08"])(
    "%s is written as it was read",
    (text) => {
      expect(formatDashboardQuery(parseDashboardQuery(text))).toBe(text);
    },
  );

  test("holds streams and servers, each once", () => {
    const query = parseDashboardQuery("range=7d&stream=a%26b&stream=a%26b&stream=c&server=10.0.0.1%3A8889&server=");
    expect(query).toMatchObject({ streams: ["a&b", "c"], servers: ["10.0.0.1:8889"] });
    expect(parseDashboardQuery(formatDashboardQuery(query))).toEqual(query);
  });

  test.each<OutageChoice>([
    {},
    { shorterThan: 10_000 },
    { longerThan: 86_400_000 },
    { reason: null },
    { reason: "no_stream", longerThan: 1_000 },
  ])("holds the list of outages: %j", (outages) => {
    const query = { ...parseDashboardQuery("range=7d&stream=c"), outages };
    expect(parseDashboardQuery(formatDashboardQuery(query))).toEqual(query);
  });

  test.each(["outages=", "outages=1", "outages.reason=dns"])("%s is no list of outages", (text) => {
    expect(parseDashboardQuery(text)).not.toHaveProperty("outages");
  });

  test.each(["", "range=0d", "range=401d", "range=9601h", "range=2026-13", "range=2026-01-40~2026-02-01", "range=x"])(
    "%j names no time: the last seven days",
    (text) => expect(parseDashboardQuery(text).range).toEqual({ kind: "lastDays", days: 7 }),
  );

  test("takes days the wrong way round", () => {
    expect(parseDashboardQuery("range=2026-01-08~2026-01-02").range).toEqual({ kind: "days", from: "2026-01-02", until: "2026-01-08" });
  });
});

describe("the window", () => {
  test.each([
    ["today", at(2026, 0, 8), at(2026, 0, 9)],
    ["24h", at(2026, 0, 7, 21, 35), at(2026, 0, 8, 21, 35)],
    ["1d", at(2026, 0, 8), at(2026, 0, 9)],
    ["7d", at(2026, 0, 2), at(2026, 0, 9)],
    ["2025-12", at(2025, 11, 1), at(2026, 0, 1)],
    ["2026-01-02~2026-01-03", at(2026, 0, 2), at(2026, 0, 4)],
  ])("of %s has whole local days, or minutes", (text, from, until) => {
    expect(toWindow(parseDashboardQuery(`range=${text}`).range, NOW)).toEqual({ from, until });
  });
});
