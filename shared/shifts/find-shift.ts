import type { Interval } from "../statistics/intervals.ts";
import { LONGEST_SHELF } from "../alarms/alarm.ts";

/** The shift in which a moment lies, by the clock on the wall; undefined: there are none. Unix milliseconds. */
export function findShift(at: number, shifts: readonly string[]): Interval | undefined {
  if (shifts.length === 0) return undefined;
  // Two days on either side hold a change before and one after, also where the clock leaps in between.
  const changes = [-2, -1, 0, 1, 2].flatMap((days) => shifts.map((time) => momentOf(at, days, time))).sort((a, b) => a - b);
  const next = changes.findIndex((change) => change > at);
  return { from: changes[next - 1]!, to: changes[next]! };
}

/** A time that the clock leaps over is as much later; of one that comes twice it is the first. */
function momentOf(at: number, days: number, time: string): number {
  const date = new Date(at);
  const [hours, minutes] = time.split(":").map(Number);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hours, minutes).getTime();
}

/** Until when an alarm may be shelved at most: the shift's end; without shifts the longest shelf. */
export function latestShelfEnd(at: number, shifts: readonly string[]): number {
  return findShift(at, shifts)?.to ?? at + LONGEST_SHELF;
}

/** Who was on duty at `then` is so at `now`: the same shift goes on. Without shifts nothing says that it is another. */
export function isSameShift(then: number, now: number, shifts: readonly string[]): boolean {
  return findShift(then, shifts)?.from === findShift(now, shifts)?.from;
}
