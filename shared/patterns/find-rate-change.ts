import { addStarts, emptyBuckets } from "../statistics/over-time.ts";
import { createBucketFinder } from "../statistics/local-buckets.ts";
import { cusumTail } from "./chance.ts";
import { LEAST_COUNT } from "./pattern-finding.ts";
import type { WatchedStream } from "./watch-stream.ts";

/** The day since which a stream fails more or less often than before. */
export interface RateTest {
  since: number;
  /** Incidents for each day of up time. */
  before: number;
  after: number;
  /** Of all days and both directions together; not yet corrected for the other streams. */
  chance: number;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Less than that is not enough data (controlroom 6.3). */
const LEAST_DAYS = 14;
const LEAST_FOR_RATE = 20;
/** Two days may be bad without anything having changed. */
const LEAST_SIDE = 3;
/** A smaller change nobody acts on. */
const LEAST_FACTOR = 2;

/**
 * Undefined where the data are not enough. A CUSUM over the whole history (Page 1954): at each local midnight the incidents so far less those
 * that the exposure so far lets expect at the whole history's rate. Where the rate has changed, it strays from nought. The day is the likeliest
 * one of two Poisson rates: where the sum strays farthest lies too far inside when the change is near an end.
 *
 * Its limit is a false-alarm rate. At an unchanged rate incidents lie evenly over the exposure, and the sum is their number N times the distance
 * of their empirical distribution from that: by chance it strays by c or more, anywhere and in either direction, with a probability of at most
 * 2 exp(-2 c² / N) (Massart 1990, the tight constant of Dvoretzky, Kiefer and Wolfowitz; for every N). The usual limits for single days
 * (k = 0.5, h = 5, on 2 (√count - √rate)) give one false alarm in 465 days of each stream (Montgomery, Statistical Quality Control, table 9.4):
 * a dozen for a wall of 64 in 90 days. They know the old rate, too, which here must come from the same days; and of a camera that fails every
 * other day the counts are 0 and 1, which no root makes normal.
 *
 * The counts of real days vary more than Poisson's: they are divided by their dispersion around the higher of both rates (Pearson's, at least
 * 1), so that one bad day is no change.
 */
export function testRate({ onsets, exposure }: WatchedStream, dayEdges: readonly number[]): RateTest | "unchanged" | undefined {
  const counts = emptyBuckets(dayEdges);
  addStarts(counts, onsets, dayEdges);
  const hours = measureDays(exposure, dayEdges);
  const days = counts.map((count, n) => ({ from: dayEdges[n]!, count, exposure: hours[n]! })).filter((day) => day.exposure >= HOUR);
  const whole = sumDays(days);
  if (days.length < LEAST_DAYS || whole.count < LEAST_FOR_RATE) return undefined;
  let strayed = 0;
  let found: { n: number; likelihood: number; before: Sum; after: Sum } | undefined;
  for (let n = LEAST_SIDE; n <= days.length - LEAST_SIDE; n++) {
    const [before, after] = [sumDays(days.slice(0, n)), sumDays(days.slice(n))];
    strayed = Math.max(strayed, Math.abs(before.count - whole.rate * before.exposure));
    const [busy, calm] = after.rate > before.rate ? [after, before] : [before, after];
    if (busy.count < LEAST_COUNT || busy.rate < LEAST_FACTOR * calm.rate) continue;
    const likelihood = measureGain(before, whole) + measureGain(after, whole);
    if (!found || likelihood > found.likelihood) found = { n, likelihood, before, after };
  }
  if (!found) return "unchanged";
  const { n, before, after } = found;
  const isMore = after.rate > before.rate;
  const dispersion = measureDispersion(isMore ? days.slice(n) : days.slice(0, n), isMore ? after.rate : before.rate);
  const chance = cusumTail(strayed / dispersion, whole.count / dispersion);
  return { since: days[n]!.from, before: before.rate * DAY, after: after.rate * DAY, chance };
}

interface Day {
  from: number;
  count: number;
  exposure: number;
}

interface Sum {
  count: number;
  exposure: number;
  rate: number;
}

function sumDays(days: readonly Day[]): Sum {
  let [count, exposure] = [0, 0];
  for (const day of days) {
    count += day.count;
    exposure += day.exposure;
  }
  return { count, exposure, rate: count / exposure };
}

/** What a rate of its own adds to the logarithm of a part's likelihood (Poisson). */
function measureGain({ count, rate }: Sum, whole: Sum): number {
  return count === 0 ? 0 : count * Math.log(rate / whole.rate);
}

function measureDispersion(days: readonly Day[], rate: number): number {
  let sum = 0;
  for (const { count, exposure } of days) sum += (count - rate * exposure) ** 2 / (rate * exposure);
  return Math.max(1, sum / (days.length - 1));
}

/** Milliseconds of exposure in each day. */
function measureDays(exposure: WatchedStream["exposure"], dayEdges: readonly number[]): number[] {
  const sums = emptyBuckets(dayEdges);
  const dayOf = createBucketFinder(dayEdges);
  for (const { from, to } of exposure)
    for (let n = dayOf(from)!; n < sums.length && dayEdges[n]! < to; n++)
      sums[n]! += Math.min(to, dayEdges[n + 1]!) - Math.max(from, dayEdges[n]!);
  return sums;
}
