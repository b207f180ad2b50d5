import { expect, test } from "vitest";
import { chooseTicks } from "../../../renderer/ui/choose-ticks.ts";

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
