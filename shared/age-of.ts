/**
 * Milliseconds since a moment of the clock on the wall. One that lies ahead, because the clock was set back, is as old as it is far ahead:
 * what holds for a while must not hold until the clock has caught up.
 */
export function ageOf(moment: number, now: number): number {
  return Math.abs(now - moment);
}
