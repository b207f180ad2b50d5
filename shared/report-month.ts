/** Months of local time, as `YYYY-MM`. */
import type { Interval } from "./statistics/intervals.ts";

export function isMonth(text: string): boolean {
  return /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text);
}

/** The month of a moment. */
export function toMonth(time: number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}`;
}

/** The month `later` months on; negative: before. */
export function addMonths(month: string, later: number): string {
  const { year, index } = splitMonth(month);
  return toMonth(new Date(year, index + later, 1).getTime());
}

/** From its first local midnight to that of the next month, the hour that summer time gives or takes included. */
export function monthWindow(month: string): Interval {
  const { year, index } = splitMonth(month);
  return { from: new Date(year, index, 1).getTime(), to: new Date(year, index + 1, 1).getTime() };
}

/** All from `first` to `last`, the latest first; none when `first` is later. */
export function listMonths(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = last; month >= first; month = addMonths(month, -1)) months.push(month);
  return months;
}

function splitMonth(month: string): { year: number; index: number } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return { year, index: number - 1 };
}
