import { expect, test } from "vitest";
import { listShelfChoices } from "../../../renderer/alarms/list-shelf-choices.ts";

const HOUR = 3_600_000;

test.each([
  { left: undefined, choices: [15, 30, 60, 120, 240, 480] },
  { left: 15 * HOUR, choices: [15, 30, 60, 120, 240, 480, undefined] },
  { left: 2 * HOUR, choices: [15, 30, 60, undefined] },
  { left: 2 * HOUR + 1, choices: [15, 30, 60, 120, undefined] },
  { left: HOUR / 6, choices: [undefined] },
])("with $left ms of the shift left: $choices", ({ left, choices }) => {
  expect(listShelfChoices(1_000, left === undefined ? undefined : 1_000 + left)).toEqual(choices);
});
