import { expect, test } from "vitest";
import { rankRhythms } from "../../../shared/patterns/find-rhythm.ts";

test.each([
  ["one that is surer than both", 0.000_1, 0.001, ["day"]],
  ["one that is sure enough among few questions only", 0.000_5, 0.001, []],
  ["one that is sure enough among few questions only, of many", 0.000_1, 0.000_01, []],
])("%s", (_name, chance, mostChance, periods) => {
  expect(rankRhythms([{ period: "day", chance, concentration: 0.9 }], mostChance).map(({ period }) => period)).toEqual(periods);
});
