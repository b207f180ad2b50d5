import { expect, test } from "vitest";
import { layOutColumns } from "../../../electron/report/lay-out-columns.ts";

test.each<[string, [number, number][], number[] | undefined]>([
  ["what is left over is shared out evenly", [[10, 5], [30, 30]], [40, 60]], // prettier-ignore
  ["what is just as wide stays so", [[40, 5], [60, 60]], [40, 60]], // prettier-ignore
  ["too wide: in proportion between all and the longest word", [[100, 20], [60, 60]], [40, 60]], // prettier-ignore
  ["a longest word that is longer than all is all", [[50, 90], [100, 50]], [50, 50]], // prettier-ignore
  ["even the words do not fit", [[100, 60], [100, 50]], undefined], // prettier-ignore
])("%s", (_name, columns, expected) => {
  expect(layOutColumns(columns.map(([natural, least]) => ({ natural, least })), 100)).toEqual(expected); // prettier-ignore
});
