import { expect, test } from "vitest";
import { beginOfHandover } from "../../../shared/shifts/begin-of-handover.ts";

const TWO = ["09:00", "18:00"];
/** Hours and minutes of 8 January; negative hours are the day before. */
const at = (hours: number, minutes = 0) => new Date(2026, 0, 8, hours, minutes).getTime();

test.each([
  { name: "in the middle of a shift: since its begin", now: at(15), shifts: TWO, begin: at(9) },
  { name: "in its first hour: of the one before", now: at(18, 59), shifts: TWO, begin: at(9) },
  { name: "after that: its own", now: at(19), shifts: TWO, begin: at(18) },
  { name: "over midnight", now: at(3), shifts: TWO, begin: at(-6) },
  { name: "the night's, in the morning", now: at(9, 10), shifts: TWO, begin: at(-6) },
  { name: "since the last one, also within a shift", now: at(15), shifts: TWO, last: at(12), begin: at(12) },
  { name: "since the last one, in the shift before", now: at(19), shifts: TWO, last: at(8, 50), begin: at(8, 50) },
  { name: "not since one of yesterday", now: at(15), shifts: TWO, last: at(-9), begin: at(9) },
  { name: "not since one that a clock set back has put ahead", now: at(15), shifts: TWO, last: at(16), begin: at(9) },
  { name: "without shifts: eight hours", now: at(15), shifts: [], begin: at(7) },
  { name: "without shifts: since the last one", now: at(15), shifts: [], last: at(1), begin: at(1) },
])("$name", ({ now, shifts, last, begin }) => {
  expect(beginOfHandover({ at: now, shifts, last })).toBe(begin);
});
