import { expect, test } from "vitest";
import { chooseTicks, labelTicks } from "../../../renderer/ui/choose-ticks.ts";

test.each([60_000, 3_600_000, 86_400_000, 7 * 86_400_000, 365 * 86_400_000])(
  "the axis of %i ms has a few whole local moments",
  (length) => {
    const from = new Date(2026, 0, 8, 1, 2, 3).getTime();
    const ticks = chooseTicks(from, from + length, 8);
    expect(ticks.length).toBeLessThanOrEqual(13);
    for (const tick of ticks) {
      expect(tick).toBeGreaterThanOrEqual(from);
      expect(new Date(tick).getSeconds()).toBe(0);
    }
  },
);

test.each<[string, number, string[]]>([
  ["hours of a day", 24, ["03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "01-09"]],
  ["half days: each day once, its noon by the clock", 3 * 24, ["12:00", "01-09", "12:00", "01-10", "12:00", "01-11"]],
  ["days", 7 * 24, ["01-09", "01-10", "01-11", "01-12", "01-13", "01-14", "01-15"]],
])("the labels of %s", (_title, hours, labels) => {
  const from = new Date(2026, 0, 8, 1, 2, 3).getTime();
  expect(labelTicks(chooseTicks(from, from + hours * 3_600_000, 8))).toEqual(labels);
});
