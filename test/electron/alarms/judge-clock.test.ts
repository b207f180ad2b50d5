import { expect, test } from "vitest";
import { judgeClock } from "../../../electron/alarms/judge-clock.ts";

const before = { wall: 1_000_000, elapsed: 500 };

test.each([
  ["a tick in time", 30_000, 30_000, undefined],
  ["a tick that a busy PC calls late", 35_000, 35_000, undefined],
  ["a clock that is set a little", 35_000, 30_000, undefined],
  ["a clock that is set ahead", 35_001, 30_000, "clock"],
  ["a clock that is set back", 24_999, 30_000, "clock"],
  ["a sleep that both clocks saw", 60_000, 60_000, "resumed"],
  ["a sleep in which the steady clock stood still", 28_800_000, 4_000, "clock"],
])("%s", (_, wall, elapsed, cause) => {
  const now = { wall: before.wall + wall, elapsed: before.elapsed + elapsed };
  expect(judgeClock(before, now, 30_000)).toBe(cause);
});
