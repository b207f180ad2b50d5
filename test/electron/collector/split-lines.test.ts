import { expect, test } from "vitest";
import { splitLines } from "../../../electron/collector/split-lines.ts";

const split = (text: string, most = 10) => {
  const { lines, count } = splitLines(Buffer.from(text), most);
  return { lines: lines.map(String), count };
};

test.each([
  ["", []],
  ["a", ["a"]],
  ["a\nb\n", ["a", "b"]],
  ["a\r\n\r\n b\n", ["a\r", " b"]],
  ["\n\n \n\t\n\u00a0\n\ufeff\n\u3000\u2028\n", []],
  ["\n한글\n \u3000x", ["한글", " \u3000x"]],
])("of %j the lines that hold something are %j", (text, lines) => {
  expect(split(text)).toEqual({ lines, count: lines.length });
});

test("lines beyond the most are counted only", () => {
  expect(split("a\n\nb\nc\nd", 2)).toEqual({ lines: ["a", "b"], count: 4 });
});
