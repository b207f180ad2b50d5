import { ERROR_TYPES, errorTypeOf } from "../reasons.ts";
import type { ErrorType } from "../reasons.ts";
import type { Incident } from "./find-incidents.ts";
import type { Interval } from "./intervals.ts";
import { createBucketFinder } from "./local-buckets.ts";
import type { Partition, TimeSums } from "./partition.ts";

/** Incidents that began in each bucket, by type. One without a reason of its own counts as `unknown`. */
export function countByType(incidents: readonly Incident[], edges: readonly number[]): Record<ErrorType, number[]> {
  const counts = Object.fromEntries(ERROR_TYPES.map((type) => [type, emptyBuckets(edges)])) as Record<ErrorType, number[]>;
  const bucketOf = createBucketFinder(edges);
  for (const { from, reason } of incidents) {
    const bucket = bucketOf(from);
    if (bucket !== undefined) counts[reason ? errorTypeOf(reason) : "unknown"][bucket]! += 1;
  }
  return counts;
}

export interface CalendarDay extends Interval, TimeSums {
  incidents: number;
  /** Over all streams; undefined: nothing was observed. */
  availability: number | undefined;
}

/** One entry for each bucket (`listDayEdges`), summed over all streams. */
export function sumByBucket(partitions: readonly Partition[], incidents: readonly Incident[], edges: readonly number[]): CalendarDay[] {
  const sums = { maintenance: emptyBuckets(edges), unknown: emptyBuckets(edges), down: emptyBuckets(edges), whole: emptyBuckets(edges) };
  for (const { window, maintenance, unknown, down } of partitions) {
    addLengths(sums.whole, [window], edges);
    addLengths(sums.maintenance, maintenance, edges);
    addLengths(sums.unknown, unknown, edges);
    addLengths(sums.down, down, edges);
  }
  const counts = emptyBuckets(edges);
  addStarts(counts, incidents, edges);
  return counts.map((count, n) => {
    const [maintenance, unknown, down] = [sums.maintenance[n]!, sums.unknown[n]!, sums.down[n]!];
    const up = sums.whole[n]! - maintenance - unknown - down;
    const availability = up + down === 0 ? undefined : up / (up + down);
    return { from: edges[n]!, to: edges[n + 1]!, maintenance, unknown, down, up, incidents: count, availability };
  });
}

/** Adds 1 for each incident to the bucket in which it began. */
export function addStarts(counts: number[], incidents: readonly Incident[], edges: readonly number[]): void {
  const bucketOf = createBucketFinder(edges);
  for (const { from } of incidents) {
    const bucket = bucketOf(from);
    if (bucket !== undefined) counts[bucket]! += 1;
  }
}

export function emptyBuckets(edges: readonly number[]): number[] {
  return Array.from({ length: Math.max(0, edges.length - 1) }, () => 0);
}

/** Of intervals within the edges. */
function addLengths(sums: number[], intervals: readonly Interval[], edges: readonly number[]): void {
  const bucketOf = createBucketFinder(edges);
  for (const { from, to } of intervals) {
    for (let n = bucketOf(from)!; n < sums.length && edges[n]! < to; n++)
      sums[n]! += Math.min(to, edges[n + 1]!) - Math.max(from, edges[n]!);
  }
}
