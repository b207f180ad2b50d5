import { describe, expect, test } from "vitest";
import { moveFocus } from "../../../renderer/wall/move-focus.ts";

// 0 1 2 3
// 4 5 6 7
// 8 9
const grid = { columns: 4, count: 10 };

describe("the keys of the wall", () => {
  test.each([
    ["ArrowRight", 0, 1],
    ["ArrowRight", 3, 4],
    ["ArrowRight", 9, 9],
    ["ArrowLeft", 0, 0],
    ["ArrowLeft", 4, 3],
    ["ArrowUp", 2, 2],
    ["ArrowUp", 9, 5],
    ["ArrowDown", 1, 5],
    ["ArrowDown", 5, 9],
    ["ArrowDown", 6, 6],
    ["Home", 7, 0],
    ["End", 2, 9],
  ])("%s leads from tile %i to tile %i", (key, from, to) => {
    expect(moveFocus(key, from, grid)).toBe(to);
  });

  test("leave every other key alone", () => {
    expect(moveFocus("a", 3, grid)).toBeUndefined();
    expect(moveFocus("Tab", 3, grid)).toBeUndefined();
  });
});
