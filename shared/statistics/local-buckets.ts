/** Buckets of local time as their edges: n + 1 times bound n buckets. Days that summer time makes longer or shorter are so here, too. */
import { findFirst } from "./intervals.ts";
import type { Interval } from "./intervals.ts";

/** The window cut at each local midnight. */
export function listDayEdges(window: Interval): number[] {
  return listEdges(window, (time) => {
    const date = new Date(time);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
  });
}

/** The window cut at each full local hour. The hour that comes twice in autumn makes two buckets. */
export function listHourEdges(window: Interval): number[] {
  return listEdges(window, (time) => {
    const date = new Date(time);
    return time + HOUR - (date.getMinutes() * 60_000 + date.getSeconds() * 1_000 + date.getMilliseconds());
  });
}

const HOUR = 3_600_000;
/** Three days are looked at hour by hour. One of them may have an hour more. */
const MOST_HOURS = 3 * 24 + 1;

/** Edges of the buckets of what is shown over time. */
export function listBucketEdges(window: Interval): number[] {
  return window.to - window.from <= MOST_HOURS * HOUR ? listHourEdges(window) : listDayEdges(window);
}

function listEdges({ from, to }: Interval, next: (time: number) => number): number[] {
  const edges = [from];
  for (let time = next(from); time < to; time = next(time)) edges.push(time);
  if (to > from) edges.push(to);
  return edges;
}

/** Index of the bucket that holds `time`; undefined outside of all. */
export function bucketOf(edges: readonly number[], time: number): number | undefined {
  const index = findFirst(edges.length, (i) => edges[i]! > time) - 1;
  return index >= 0 && index < edges.length - 1 ? index : undefined;
}

/** `bucketOf` for times of which most come in order: it looks first where the last one was. */
export function createBucketFinder(edges: readonly number[]): (time: number) => number | undefined {
  let last = 0;
  const holds = (bucket: number, time: number): boolean => time >= edges[bucket]! && time < edges[bucket + 1]!;
  return (time) => {
    if (holds(last, time)) return last;
    const found = holds(last + 1, time) ? last + 1 : bucketOf(edges, time);
    last = found ?? last;
    return found;
  };
}
