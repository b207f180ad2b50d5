import { formatMonthDay, formatSecond } from "../../shared/format-time.ts";

const STEPS = [1, 5, 10, 30, 60, 180, 360, 720, 1_440, 2_880, 10_080, 43_200].map((minutes) => minutes * 60_000);

/** Moments for the axis, at most `most`: whole local minutes, hours or days. */
export function chooseTicks(from: number, until: number, most: number): number[] {
  const step = STEPS.find((each) => (until - from) / each <= most) ?? STEPS.at(-1)!;
  const offset = new Date(from).getTimezoneOffset() * 60_000;
  const ticks: number[] = [];
  for (let tick = Math.ceil((from - offset) / step) * step + offset; tick < until; tick += step) ticks.push(tick);
  return ticks.slice(0, most + 1);
}

const DAY = 86_400_000;

/** What stands at each of an axis' moments: its day where the next one is a day away or it is midnight, else its time of day. */
export function labelTicks(ticks: readonly number[]): string[] {
  const isDaily = ticks.length > 1 && ticks[1]! - ticks[0]! >= DAY;
  return ticks.map((tick) => {
    const clock = formatSecond(tick).slice(0, "02:10".length);
    return isDaily || clock === "00:00" ? formatMonthDay(tick) : clock;
  });
}
