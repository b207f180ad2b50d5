import { addStarts, emptyBuckets } from "../statistics/over-time.ts";
import { createBucketFinder } from "../statistics/local-buckets.ts";
import { binomialTail } from "./chance.ts";
import { LEAST_COUNT } from "./pattern-finding.ts";
import type { WatchedStream } from "./watch-stream.ts";

/** The day since which a stream fails more or less often than before. */
export interface RateTest {
  since: number;
  /** Incidents for each day of up time. */
  before: number;
  after: number;
  /** After the correction for all days and both directions that were looked at; not yet for the other streams. */
  chance: number;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Less than that is not enough data (controlroom 6.3). */
export const LEAST_DAYS = 14;
export const LEAST_FOR_RATE = 20;
/** Two days may be bad without anything having changed. */
const LEAST_SIDE = 3;
/** A smaller change nobody acts on. */
const LEAST_FACTOR = 2;

/**
 * Undefined where the data are not enough. It is a CUSUM over the whole history: at each local midnight the incidents so far against those
 * that the exposure so far lets expect. How likely its greatest excursion is says an exact test (binomial, given the sum: no rate has to be
 * estimated first), not limits for normal values: of a camera that fails every other day the counts are 0 and 1, and no root makes them
 * normal. The counts of real days vary more than Poisson's: they are divided by their dispersion around the higher of both rates (Pearson's,
 * at least 1), so that one bad day is no change.
 */
export function testRate({ onsets, exposure }: WatchedStream, dayEdges: readonly number[]): RateTest | "unchanged" | undefined {
  const counts = emptyBuckets(dayEdges);
  addStarts(counts, onsets, dayEdges);
  const hours = measureDays(exposure, dayEdges);
  const days = counts.map((count, n) => ({ from: dayEdges[n]!, count, exposure: hours[n]! })).filter((day) => day.exposure >= HOUR);
  const whole = sumDays(days);
  if (days.length < LEAST_DAYS || whole.count < LEAST_FOR_RATE) return undefined;
  const questions = 2 * (days.length - 2 * LEAST_SIDE + 1);
  let found: RateTest | undefined;
  for (let n = LEAST_SIDE; n <= days.length - LEAST_SIDE; n++) {
    const [before, after] = [sumDays(days.slice(0, n)), sumDays(days.slice(n))];
    const isMore = after.rate > before.rate;
    const [busy, calm] = isMore ? [after, before] : [before, after];
    if (busy.count < LEAST_COUNT || busy.rate < LEAST_FACTOR * calm.rate) continue;
    const dispersion = measureDispersion(isMore ? days.slice(n) : days.slice(0, n), busy.rate);
    const tail = binomialTail(busy.count / dispersion, { total: whole.count / dispersion, share: busy.exposure / whole.exposure });
    const chance = Math.min(1, tail * questions);
    if (!found || chance < found.chance) found = { since: days[n]!.from, before: before.rate * DAY, after: after.rate * DAY, chance };
  }
  return found ?? "unchanged";
}

interface Day {
  from: number;
  count: number;
  exposure: number;
}

function sumDays(days: readonly Day[]): { count: number; exposure: number; rate: number } {
  let [count, exposure] = [0, 0];
  for (const day of days) {
    count += day.count;
    exposure += day.exposure;
  }
  return { count, exposure, rate: count / exposure };
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
