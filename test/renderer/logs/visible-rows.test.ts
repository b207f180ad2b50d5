import { describe, expect, test } from "vitest";
import { contentHeight, findVisibleRows, ROW_HEIGHT, scrollTopOf, scrollTopToShow } from "../../../renderer/logs/visible-rows.ts";

const HEIGHT = 600;

describe.each([0, 1, 10, 1_000, 1_000_000, 5_000_000])("a list of %i rows", (total) => {
  const room = Math.max(0, contentHeight(total) - HEIGHT);

  test("is no taller than a browser draws", () => {
    expect(contentHeight(total)).toBeLessThan(2 ** 25);
  });

  test("shows its first and its last row at its ends", () => {
    expect(findVisibleRows({ height: HEIGHT, top: 0, total }).first).toBe(0);
    const { first, count, shift } = findVisibleRows({ height: HEIGHT, top: room, total });
    expect(first + count).toBe(total);
    // The last row ends at the lower edge.
    if (total * ROW_HEIGHT > HEIGHT) expect(Math.abs(count * ROW_HEIGHT - shift - HEIGHT)).toBeLessThanOrEqual(1);
  });

  test("fills the viewport wherever it stands", () => {
    for (let share = 0; share <= 1; share += 0.037) {
      const { count, shift } = findVisibleRows({ height: HEIGHT, top: room * share, total });
      expect(shift).toBeGreaterThanOrEqual(0);
      expect(shift).toBeLessThanOrEqual(ROW_HEIGHT);
      if (total * ROW_HEIGHT > HEIGHT) expect(count * ROW_HEIGHT - shift).toBeGreaterThanOrEqual(HEIGHT - 1);
    }
  });

  test("scrolls to any row", () => {
    for (const index of [0, 1, Math.floor(total / 2), total - 1].filter((row) => row >= 0 && row < total)) {
      const top = scrollTopOf(index, { height: HEIGHT, total });
      const { first, count } = findVisibleRows({ height: HEIGHT, top, total });
      expect(index).toBeGreaterThanOrEqual(first);
      expect(index).toBeLessThan(first + count);
    }
  });
});

test("a row in view is shown without scrolling; one below it comes in at the lower edge", () => {
  const viewport = { height: 10 * ROW_HEIGHT, top: 5 * ROW_HEIGHT, total: 100 };
  expect(scrollTopToShow(5, viewport)).toBe(viewport.top);
  expect(scrollTopToShow(14, viewport)).toBe(viewport.top);
  expect(scrollTopToShow(15, viewport)).toBe(6 * ROW_HEIGHT);
  expect(scrollTopToShow(2, viewport)).toBe(2 * ROW_HEIGHT);
});
