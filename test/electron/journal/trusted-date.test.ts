import { expect, test } from "vitest";
import { createTrustedDate } from "../../../electron/journal/trusted-date.ts";
import { noonOf } from "./open-journal.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Each step: hours that pass, the date on the clock after them, and the date that is believed. */
test.each<[what: string, lastDate: string | undefined, steps: [hours: number, clock: string, believed: string][]]>([
  [
    "the clock of a healthy PC",
    "2026-01-07",
    [
      [0, "2026-01-08", "2026-01-08"],
      [24, "2026-01-09", "2026-01-09"],
    ],
  ],
  ["a first start", undefined, [[0, "2026-01-08", "2026-01-08"]]],
  ["a week without a failure, or switched off", "2026-01-01", [[0, "2026-01-08", "2026-01-08"]]],
  [
    "a month switched off, after a day",
    "2025-12-08",
    [
      [0, "2026-01-08", "2025-12-08"],
      [23, "2026-01-09", "2025-12-09"],
      [1, "2026-01-09", "2026-01-09"],
    ],
  ],
  [
    "a leap ahead that is undone",
    "2026-01-07",
    [
      [0, "2026-01-08", "2026-01-08"],
      [1, "2036-01-08", "2026-01-08"],
      [20, "2036-01-09", "2026-01-09"],
      [10, "2026-01-09", "2026-01-09"],
    ],
  ],
  [
    "a second leap after the first was undone",
    "2026-01-07",
    [
      [0, "2026-01-08", "2026-01-08"],
      [1, "2036-01-08", "2026-01-08"],
      [20, "2026-01-09", "2026-01-09"],
      [5, "2036-01-09", "2026-01-09"],
      [23, "2036-01-10", "2026-01-10"],
    ],
  ],
  [
    "a leap back, at once",
    "2026-01-07",
    [
      [0, "2026-01-08", "2026-01-08"],
      [1, "2020-05-05", "2020-05-05"],
    ],
  ],
  [
    "a start with a wrong clock that is set right",
    "2026-01-07",
    [
      [0, "2036-01-08", "2026-01-07"],
      [1, "2026-01-08", "2026-01-08"],
    ],
  ],
])("%s is believed as it should be", (_what, lastDate, steps) => {
  let [time, elapsed] = [0, 0];
  const today = createTrustedDate({ now: () => time, elapsed: () => elapsed, log: () => undefined });
  for (const [hours, clock, believed] of steps) {
    elapsed += hours * HOUR;
    time = noonOf(clock);
    expect(today(lastDate)).toBe(believed);
  }
  expect(elapsed).toBeLessThan(7 * DAY);
});
