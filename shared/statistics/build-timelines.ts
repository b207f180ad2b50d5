import type { Reason } from "../reasons.ts";
import type { StateChange, StateLine } from "../state-line.ts";
import { findPageLives } from "./find-page-lives.ts";
import { clipIntervals, findFirst, subtractIntervals, uniteIntervals } from "./intervals.ts";
import type { Interval } from "./intervals.ts";

/** What is known of a stream within a window. Neither down nor unknown: up. Both lists are in order and do not overlap. */
export interface StreamTimeline {
  streamId: string;
  /** host:port, as it was last. */
  server: string;
  down: Outage[];
  unknown: Interval[];
}

export interface Outage extends Interval {
  /** The same in all outages of an incident: its id, or what stands for it. */
  incidentId?: string | number;
  /** Absent: the stream waited for a server that others had found dead. */
  reason?: Reason;
}

/**
 * The timelines of all streams that the lines speak of, by id. What a page said of a stream holds until the next word about it, and only
 * while that page lived. The lines may come in any order and more than once; they have to begin RESTATE_INTERVAL before the window and
 * to end LONGEST_SILENCE after it, as `readStates` gives them. A window ends at `now` at the latest.
 */
export function buildTimelines(lines: readonly StateLine[], window: Interval, now: number): StreamTimeline[] {
  if (window.to > now) throw new RangeError("nothing is known of what lies ahead");
  const lives = findPageLives(lines, now);
  const changes = new Map<string, StateChange[]>();
  for (const line of lines) {
    if (line.kind !== "state" || line.at > now) continue;
    const list = changes.get(line.streamId);
    if (list) list.push(line);
    else changes.set(line.streamId, [line]);
  }
  return [...changes.values()]
    .map((list) => buildTimeline(list.sort(compareChanges), { lives, window }))
    .sort((a, b) => (a.streamId < b.streamId ? -1 : 1));
}

function buildTimeline(
  changes: readonly StateChange[],
  { lives, window }: { lives: ReadonlyMap<string, readonly Interval[]>; window: Interval },
): StreamTimeline {
  const known: Interval[] = [];
  const down: Outage[] = [];
  for (const [n, { state, since, incidentId, reason, page }] of changes.entries()) {
    const held = { from: Math.max(since, window.from), to: Math.min(changes[n + 1]?.since ?? Infinity, window.to) };
    if (state === "unknown" || held.from >= held.to) continue;
    for (const piece of findLived(lives.get(page) ?? [], held)) {
      known.push(piece);
      if (state === "down") addOutage(down, { ...piece, ...(incidentId && { incidentId }), ...(reason && { reason }) });
    }
  }
  const { streamId, server } = changes.at(-1)!;
  return { streamId, server, down, unknown: subtractIntervals([window], uniteIntervals(known)) };
}

function findLived(lives: readonly Interval[], held: Interval): Interval[] {
  const first = findFirst(lives.length, (i) => lives[i]!.to > held.from);
  const behind = findFirst(lives.length, (i) => lives[i]!.from >= held.to);
  return clipIntervals(lives.slice(first, behind), held).map(({ from, to }) => ({ from, to }));
}

/** An outage that is said again, or goes on in the next day's timeline, is one. */
export function addOutage(outages: Outage[], next: Outage): void {
  const last = outages.at(-1);
  if (last && last.to === next.from && last.incidentId === next.incidentId) outages[outages.length - 1] = { ...next, ...last, to: next.to };
  else outages.push(next);
}

/** A total order, so that the order of the lines does not matter. */
function compareChanges(a: StateChange, b: StateChange): number {
  return a.since - b.since || a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id));
}
