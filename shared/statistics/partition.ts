import type { Outage, StreamTimeline } from "./build-timelines.ts";
import { clipIntervals, lengthOf, subtractIntervals, uniteIntervals } from "./intervals.ts";
import type { Interval } from "./intervals.ts";

/**
 * A stream's window in four kinds of time that do not overlap: maintenance counts before unknown, unknown before down, and what is left
 * is up. Every list is in order. Pieces of one outage that touch each other stay apart: their causes may differ.
 */
export interface Partition {
  streamId: string;
  server: string;
  window: Interval;
  maintenance: Interval[];
  unknown: Interval[];
  down: Outage[];
}

/** `maintenance` is the stream's own, in any order. Outages may overlap: no time counts twice. */
export function partitionTimeline(
  { streamId, server, down, unknown }: StreamTimeline,
  { window, maintenance = [] }: { window: Interval; maintenance?: readonly Interval[] },
): Partition {
  const kept = uniteIntervals(clipIntervals(maintenance, window));
  const unseen = subtractIntervals(uniteIntervals(clipIntervals(unknown, window)), kept);
  const outages = subtractIntervals(
    clipIntervals(down, window).sort((a, b) => a.from - b.from || a.to - b.to),
    uniteIntervals([...kept, ...unseen]),
  );
  return { streamId, server, window, maintenance: kept, unknown: unseen, down: trimOverlaps(outages) };
}

function trimOverlaps(outages: readonly Outage[]): Outage[] {
  const trimmed: Outage[] = [];
  let end = -Infinity;
  for (const outage of outages.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const from = Math.max(outage.from, end);
    if (from >= outage.to) continue;
    trimmed.push(from === outage.from ? outage : { ...outage, from });
    end = outage.to;
  }
  return trimmed;
}

export type KindOfTime = "up" | "down" | "unknown" | "maintenance";

export interface KindInterval extends Interval {
  kind: KindOfTime;
}

/** The whole window without a gap, for the state timeline: tells `visit` each interval of one kind, in order; neighbours differ in kind. */
export function visitKinds(
  { window, maintenance, unknown, down }: Partition,
  visit: (kind: KindOfTime, from: number, to: number) => void,
): void {
  const lists = [maintenance, unknown, down] as const;
  const places = [0, 0, 0];
  let kind: KindOfTime = "up";
  let { from } = window;
  let to = window.from;
  const move = (next: KindOfTime, until: number): void => {
    if (next !== kind) {
      if (from < to) visit(kind, from, to);
      [kind, from] = [next, to];
    }
    to = until;
  };
  while (to < window.to) {
    let first = -1;
    let begin = window.to;
    for (let n = 0; n < lists.length; n++) {
      const start = lists[n]![places[n]!]?.from ?? window.to;
      if (start < begin) [first, begin] = [n, start];
    }
    if (begin > to) move("up", begin);
    if (first >= 0) move(KINDS[first]!, lists[first]![places[first]!++]!.to);
  }
  if (from < to) visit(kind, from, to);
}

const KINDS = ["maintenance", "unknown", "down"] as const;

/** The kind of time at the window's end: with a window until now, what the stream is now. */
export function kindAtEnd({ window, maintenance, unknown, down }: Partition): KindOfTime {
  const reachesEnd = (intervals: readonly Interval[]) => intervals.at(-1)?.to === window.to;
  if (reachesEnd(maintenance)) return "maintenance";
  if (reachesEnd(unknown)) return "unknown";
  return reachesEnd(down) ? "down" : "up";
}

/** Milliseconds of each kind; together the window. */
export interface TimeSums {
  maintenance: number;
  unknown: number;
  down: number;
  up: number;
}

export function sumPartition({ window, maintenance, unknown, down }: Partition): TimeSums {
  const sums = { maintenance: lengthOf(maintenance), unknown: lengthOf(unknown), down: lengthOf(down) };
  return { ...sums, up: window.to - window.from - sums.maintenance - sums.unknown - sums.down };
}
