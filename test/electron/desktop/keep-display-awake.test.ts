import { expect, test } from "vitest";
import { shouldKeepAwake } from "../../../electron/desktop/keep-display-awake.ts";

const WALL = { isVisible: true, isMinimized: false, showsWall: true };

test.each([
  { name: "a wall that is seen", windows: [WALL], expected: true },
  { name: "another screen", windows: [{ ...WALL, showsWall: false }], expected: false },
  { name: "a hidden wall", windows: [{ ...WALL, isVisible: false }], expected: false },
  { name: "a minimized wall", windows: [{ ...WALL, isMinimized: true }], expected: false },
  { name: "one of two", windows: [{ ...WALL, showsWall: false }, WALL], expected: true },
  { name: "no window", windows: [], expected: false },
])("$name keeps the display awake: $expected", ({ windows, expected }) => {
  expect(shouldKeepAwake(windows)).toBe(expected);
});
