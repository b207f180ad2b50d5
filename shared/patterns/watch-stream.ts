import type { Incident } from "../statistics/find-incidents.ts";
import { findFirst, uniteIntervals } from "../statistics/intervals.ts";
import type { Interval } from "../statistics/intervals.ts";
import { visitKinds } from "../statistics/partition.ts";
import type { Partition } from "../statistics/partition.ts";

/** What patterns are looked for in: when a stream could have been seen to fail, and when it was. */
export interface WatchedStream {
  streamId: string;
  server: string;
  window: Interval;
  /** Incidents whose begin was seen, in order. */
  onsets: Incident[];
  /** Up time in which a begin would have counted, in order. */
  exposure: Interval[];
  /** Unknown and maintenance, united. */
  unobserved: Interval[];
}

/** Who is down sooner than that after unobserved time, in milliseconds, may have failed within it: nobody saw the begin. */
const SETTLED = 60_000;

/**
 * An incident that stands there as soon as somebody looks began nobody knows when: were it counted, a PC that is switched on every morning
 * would make a rhythm, and everything that was down a co-failure. Time that nobody watched, planned work and time that is down already are
 * no time in which nothing failed either: rates are incidents by `exposure`, and phases are measured on it. So unobserved time neither makes
 * a pattern nor hides one in the time that was watched.
 */
export function watchStream(partition: Partition, incidents: readonly Incident[]): WatchedStream {
  const { streamId, server, window, maintenance, unknown } = partition;
  const unobserved = uniteIntervals([...maintenance, ...unknown]);
  const exposure: Interval[] = [];
  let settled = window.from + SETTLED;
  visitKinds(partition, (kind, from, to) => {
    if (kind === "unknown" || kind === "maintenance") settled = to + SETTLED;
    else if (kind === "up" && to > settled) exposure.push({ from: Math.max(from, settled), to });
  });
  const isSeen = ({ from }: Incident) => {
    const before = unobserved[findFirst(unobserved.length, (n) => unobserved[n]!.to > from) - 1]?.to ?? window.from;
    return from >= before + SETTLED;
  };
  return { streamId, server, window, onsets: incidents.filter(isSeen), exposure, unobserved };
}
