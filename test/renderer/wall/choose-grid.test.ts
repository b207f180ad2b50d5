import { describe, expect, test } from "vitest";
import { chooseGrid } from "../../../renderer/wall/choose-grid.ts";
import type { Grid } from "../../../renderer/wall/choose-grid.ts";

const SCREENS = [
  { width: 1920, height: 1006 },
  { width: 1366, height: 694 },
  { width: 1080, height: 1846 },
  { width: 320, height: 200 },
];
const GAP = 4;

const widthOf = ({ columns, tileWidth }: Grid) => columns * tileWidth + (columns - 1) * GAP;
const heightOf = ({ rows, tileHeight }: Grid) => rows * tileHeight + (rows - 1) * GAP;

describe("the wall's grid", () => {
  test.each([
    [1, 1920, 1006, 1],
    [4, 1920, 1006, 2],
    [9, 1920, 1006, 3],
    [12, 1920, 1006, 4],
    [16, 1366, 694, 4],
    [64, 1366, 694, 8],
    [3, 1080, 1846, 1],
  ])("puts %i streams in a %i x %i wall into %i columns", (count, width, height, columns) => {
    expect(chooseGrid({ count, width, height, columns: "auto" }).columns).toBe(columns);
  });

  test.each(SCREENS)("shows every stream at once, however many, in $width x $height", ({ width, height }) => {
    for (let count = 1; count <= 100; count++) {
      const grid = chooseGrid({ count, width, height, columns: "auto" });
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
      expect(widthOf(grid)).toBeLessThanOrEqual(width);
      expect(heightOf(grid)).toBeLessThanOrEqual(height);
    }
  });

  test.each(SCREENS)("has no arrangement with larger tiles in $width x $height", ({ width, height }) => {
    for (const count of [1, 2, 5, 7, 13, 40, 64]) {
      const best = chooseGrid({ count, width, height, columns: "auto" });
      for (let columns = 1; columns <= count; columns++) {
        expect(chooseGrid({ count, width, height, columns }).tileWidth).toBeLessThanOrEqual(best.tileWidth);
      }
    }
  });

  test("keeps to the number of columns that the settings fix, and still fits", () => {
    const grid = chooseGrid({ count: 12, width: 1920, height: 1006, columns: 2 });
    expect(grid).toMatchObject({ columns: 2, rows: 6 });
    expect(heightOf(grid)).toBeLessThanOrEqual(1006);
  });

  test("has tiles of no size, and no error, before the first layout", () => {
    expect(chooseGrid({ count: 9, width: 0, height: 0, columns: "auto" })).toMatchObject({ tileWidth: 0, tileHeight: 0 });
  });
});
