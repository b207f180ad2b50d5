import type { Upset } from "../../shared/alarms/evidence.ts";

/** Two clocks at one moment, in milliseconds: the one on the wall, and one that nobody sets. */
export interface ClockReading {
  wall: number;
  elapsed: number;
}

/** More than a busy PC ever needs to call a timer (controlroom 6.1). */
const MOST_LATE = 5_000;

/**
 * What happened to this PC between two readings, of which the second should have come `asked` ms after the first at the latest. Where the
 * steady clock stands still while the PC sleeps, a sleep is a leap of the other one.
 */
export function judgeClock(before: ClockReading, now: ClockReading, asked: number): Upset["cause"] | undefined {
  const elapsed = now.elapsed - before.elapsed;
  if (Math.abs(now.wall - before.wall - elapsed) > MOST_LATE) return "clock";
  return elapsed - asked > MOST_LATE ? "resumed" : undefined;
}
