import { expect, test } from "vitest";
import { readCalmArguments } from "./read-arguments.ts";

test.each([
  [[], { streams: 16, desktop: false, minutes: 30 }],
  [["--once", "--streams", "4"], { streams: 4, desktop: false }],
  [["--minutes", "8", "--desktop"], { streams: 16, desktop: true, minutes: 8 }],
])("%j", (args, expected) => {
  expect(readCalmArguments(args)).toEqual({ kind: "run", arguments: expected });
});

test.each([[["--minutes", "0"]], [["--streams", "many"]], [["--for", "ever"]], [["16"]]])("%j is refused", (args) => {
  expect(readCalmArguments(args)).toMatchObject({ kind: "wrong" });
});
