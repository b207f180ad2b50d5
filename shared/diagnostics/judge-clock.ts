import type { CheckFinding } from "./check.ts";

/** An answer's header `Date`, and when by this PC's clock it was asked for and came, Unix milliseconds. */
export interface DateSample {
  date: string | undefined;
  askedAt: number;
  answeredAt: number;
}

/** Milliseconds. A log that is so far from the recorder's own is read with the wrong minute of video. */
const MOST_OFFSET = 5_000;
/** The header has whole seconds, cut off. */
const MEAN_CUT = 500;

/** Milliseconds by which the server's clock is ahead; undefined: it does not say. Exact to a second and half the time of the answer. */
export function measureOffset({ date, askedAt, answeredAt }: DateSample): number | undefined {
  const said = Date.parse(date ?? "");
  return Number.isNaN(said) ? undefined : said + MEAN_CUT - (askedAt + answeredAt) / 2;
}

/** Of one server. */
export function judgeClock(offset: number | undefined): CheckFinding {
  if (offset === undefined) return { code: "clock_unknown" };
  return { code: Math.abs(offset) > MOST_OFFSET ? "clock_off" : "clock_fine", offset };
}

/** This PC's own, from what all servers said: when most of them differ by the same, it is this one that is wrong. */
export function judgeOwnClock(offsets: readonly number[]): CheckFinding {
  if (offsets.length === 0) return { code: "own_clock_unknown" };
  const sorted = offsets.toSorted((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)]!;
  const alike = offsets.filter((offset) => Math.abs(offset - median) <= MOST_OFFSET).length;
  // Two that contradict each other accuse nobody.
  const isSaid = alike * 2 > offsets.length;
  if (isSaid && Math.abs(median) > MOST_OFFSET) return { code: "own_clock_off", offset: -median, sources: alike };
  const agreeing = offsets.filter((offset) => Math.abs(offset) <= MOST_OFFSET).length;
  return agreeing > 0 ? { code: "own_clock_fine", sources: agreeing } : { code: "own_clock_unknown" };
}
