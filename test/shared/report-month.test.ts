import { afterEach, beforeEach, expect, test } from "vitest";
import { addMonths, isMonth, listMonths, monthWindow, toMonth } from "../../shared/report-month.ts";

const HOUR = 3_600_000;
const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test("a month is the local one", () => {
  expect(toMonth(Date.UTC(2026, 8, 30, 21, 59))).toBe("2026-09");
  expect(toMonth(Date.UTC(2026, 8, 30, 22))).toBe("2026-10");
});

test.each([
  ["2026-02", 28 * 24],
  ["2026-03", 31 * 24 - 1],
  ["2026-10", 31 * 24 + 1],
  ["2028-02", 29 * 24],
])("%s has %d hours", (month, hours) => {
  const { from, to } = monthWindow(month);
  expect((to - from) / HOUR).toBe(hours);
  expect([toMonth(from), toMonth(to - 1), toMonth(to)]).toEqual([month, month, addMonths(month, 1)]);
});

test("months are counted over the year's end, and listed the latest first", () => {
  expect([addMonths("2026-01", -1), addMonths("2026-12", 1), addMonths("2026-05", -17)]).toEqual(["2025-12", "2027-01", "2024-12"]);
  expect(listMonths("2025-11", "2026-02")).toEqual(["2026-02", "2026-01", "2025-12", "2025-11"]);
  expect(listMonths("2026-03", "2026-02")).toEqual([]);
});

test.each(["", "2026", "2026-1", "2026-00", "2026-13", "0026-01", "2026-01-01", "x2026-01"])("%j is no month", (text) => {
  expect(isMonth(text)).toBe(false);
});
