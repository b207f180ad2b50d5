import type { Interval } from "../../shared/statistics/intervals.ts";
import { apiError } from "../api-error.ts";

const DAY = 86_400_000;
const MOST_DAYS = 400;

/** The window of a question, in Unix milliseconds; it ends at `now` at the latest. Throws `invalid_input` where there is none. */
export function chooseWindow({ from: begin, until }: { from: string; until: string }, now: number): Interval {
  const from = Date.parse(begin);
  const to = Math.min(Date.parse(until), now);
  if (from >= Date.parse(until)) throw apiError("invalid_input", "the window is empty");
  if (from >= now) throw apiError("invalid_input", "the window lies ahead");
  if (to - from > MOST_DAYS * DAY) throw apiError("invalid_input", `the window is longer than ${MOST_DAYS} days`);
  return { from, to };
}
