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
