import { expect, test } from "vitest";
import { findHour } from "../../../renderer/dashboard/find-hour.ts";

const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();
// 8 January 2026 is a Thursday.
const week = { from: at(2026, 0, 2, 10, 30), to: at(2026, 0, 9, 10, 30) };

test.each([
  ["an hour within", 4, 14, at(2026, 0, 8, 14), at(2026, 0, 8, 15)],
  ["an hour before the beginning's, a week later", 5, 9, at(2026, 0, 9, 9), at(2026, 0, 9, 10)],
  ["an hour after it", 5, 11, at(2026, 0, 2, 11), at(2026, 0, 2, 12)],
])("%s comes once", (_, weekday, hour, from, to) => {
  expect(findHour(week, weekday, hour)).toEqual({ from, to });
});

test("the hour in which the window begins and ends comes twice: the window", () => {
  expect(findHour(week, 5, 10)).toEqual(week);
});

test("an hour at the window's edge is cut there", () => {
  const window = { from: at(2026, 0, 8, 10, 30), to: at(2026, 0, 8, 12, 15) };
  expect(findHour(window, 4, 10)).toEqual({ from: window.from, to: at(2026, 0, 8, 11) });
  expect(findHour(window, 4, 12)).toEqual({ from: at(2026, 0, 8, 12), to: window.to });
  expect(findHour(window, 3, 10)).toEqual(window);
});

test("an hour of every week is the whole window", () => {
  const month = { from: at(2026, 0, 1), to: at(2026, 1, 1) };
  expect(findHour(month, 1, 3)).toEqual(month);
});
