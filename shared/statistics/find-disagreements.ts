import { lengthOf, subtractIntervals, uniteIntervals } from "./intervals.ts";
import type { Interval } from "./intervals.ts";

/** PCs that do not see a stream while others do: the fault lies with them, or between them and the server. */
export interface Disagreement extends Interval {
  streamId: string;
  /** host:port. */
  server: string;
  /** Which PCs had it down. */
  down: string[];
  /** Which PCs decoded its frames meanwhile. */
  up: string[];
}

export interface ObservedTimes {
  observer: string;
  /** In order; what a PC saw down by its own fault, too. */
  down: readonly Interval[];
  /** United. */
  up: readonly Interval[];
}

/** Milliseconds. After a failure PCs come back one after the other, each in its own time (30 s at most between two attempts): that is none. */
const LEAST_DISAGREEMENT = 60_000;

/** Of one stream, in order of their beginning. `up`: when any of the PCs decoded its frames. */
export function findDisagreements(
  observers: readonly ObservedTimes[],
  { window, up, streamId, server }: { window: Interval; up: readonly Interval[]; streamId: string; server: string },
): Disagreement[] {
  if (observers.length < 2) return [];
  const unseen = subtractIntervals([window], up);
  const missed = observers.map(({ down }) =>
    subtractIntervals(uniteIntervals(down), unseen).filter((part) => lengthOf([part]) >= LEAST_DISAGREEMENT),
  );
  return uniteIntervals(missed.flat()).map((run) => {
    const isIn = (intervals: readonly Interval[]) => intervals.some(({ from, to }) => from < run.to && to > run.from);
    const down = observers.filter((_, n) => isIn(missed[n]!)).map(({ observer }) => observer);
    const seeing = observers.filter((each) => isIn(each.up)).map(({ observer }) => observer);
    return { ...run, streamId, server, down, up: seeing.filter((observer) => !down.includes(observer)) };
  });
}
