import type { Interval } from "../../shared/statistics/intervals.ts";

/** The time at which this local hour of this weekday (0 is Sunday) came within the window; the window where it came more than once, or never. */
export function findHour(window: Interval, weekday: number, hour: number): Interval {
  const { from, to } = window;
  const first = new Date(from);
  const found: Interval[] = [];
  for (let day = 0; found.length < 2; day++) {
    const start = new Date(first.getFullYear(), first.getMonth(), first.getDate() + day, hour);
    if (start.getTime() >= to) break;
    const clipped = { from: Math.max(start.getTime(), from), to: Math.min(start.getTime() + 3_600_000, to) };
    if (start.getDay() === weekday && clipped.from < clipped.to) found.push(clipped);
  }
  return found.length === 1 ? found[0]! : { from, to };
}
