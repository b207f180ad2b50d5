import { expect, test } from "vitest";
import { movePoint } from "../../../renderer/dashboard/move-point.ts";

// Three bars; the middle one has two pieces, and there is a gap before the last.
const points = [
  [0, 2],
  [1, 1],
  [1, 3],
  [4, 2],
].map(([column = 0, row = 0], index) => ({ series: 0, index, column, row, label: "", href: "" }));

test.each([
  [undefined, "ArrowRight", 0],
  [0, "ArrowRight", 1],
  [1, "ArrowRight", 3],
  [3, "ArrowRight", 3],
  [3, "ArrowLeft", 1],
  [0, "ArrowLeft", 0],
  [1, "ArrowDown", 2],
  [2, "ArrowUp", 1],
  [2, "ArrowDown", 2],
  [0, "ArrowDown", 0],
  [2, "Home", 0],
  [0, "End", 3],
  [0, "a", undefined],
])("from %j, %s leads to %j", (present, key, next) => {
  expect(movePoint(points, present, key)).toBe(next);
});
