import type { Reason } from "../reasons.ts";
import type { Outage, StreamTimeline } from "./build-timelines.ts";
import { findDisagreements } from "./find-disagreements.ts";
import type { Disagreement } from "./find-disagreements.ts";
import { clipIntervals, findFirst, lengthOf, subtractIntervals, uniteIntervals } from "./intervals.ts";
import type { Interval } from "./intervals.ts";
import { countOwnFault } from "./own-faults.ts";

/** What one PC knows of a stream. */
export interface Observation {
  /** Which PC: its client id, or the folder that it was read from. */
  observer: string;
  timeline: StreamTimeline;
  /** When what it saw down may have been its own fault: it has not seen the stream then. */
  faults?: readonly Interval[] | undefined;
}

/** What is known of a stream by all that watch it. */
export interface SharedTimeline extends StreamTimeline {
  /** PCs that saw it at any time of the window. */
  observers: string[];
  /** In order of their beginning. */
  disagreements: Disagreement[];
}

/**
 * One stream's timelines of several PCs, one entry for each PC, over the same window. It was up while one of them decoded frames, down while
 * some of them watched and none did, unknown while none watched. What was down is one outage for as long as no PC sees the stream; outages of
 * which one PC says that they are the same incident are the same.
 */
export function mergeObservations(observations: readonly Observation[], window: Interval): SharedTimeline {
  const [first, ...others] = observations;
  if (others.length === 0) return keepObservation(first!, window);
  const seen = observations.map(({ observer, timeline, faults }) => {
    const { down, unknown } = faults ? countOwnFault(timeline, faults) : timeline;
    const known = subtractIntervals([window], uniteIntervals(clipIntervals(unknown, window)));
    return { observer, down: clipIntervals(down, window), known, up: subtractIntervals(known, uniteIntervals(down)) };
  });
  const { streamId } = observations[0]!.timeline;
  const server = findCommonest(observations.map(({ timeline }) => timeline.server))!;
  const known = uniteIntervals(seen.flatMap((each) => each.known));
  const up = uniteIntervals(seen.flatMap((each) => each.up));
  const spans = subtractIntervals(known, up);
  return {
    streamId,
    server,
    down: nameOutages(
      spans,
      seen.map(({ down }) => down),
    ),
    unknown: subtractIntervals([window], known),
    observers: seen.filter((each) => each.known.length > 0).map(({ observer }) => observer),
    disagreements: findDisagreements(
      observations.map(({ observer, timeline }, n) => ({ observer, down: clipIntervals(timeline.down, window), up: seen[n]!.up })),
      { window, up, streamId, server },
    ),
  };
}

/** What one PC says is kept as it is. */
function keepObservation({ observer, timeline, faults }: Observation, window: Interval): SharedTimeline {
  const { streamId, server, down, unknown } = faults ? countOwnFault(timeline, faults) : timeline;
  const unseen = uniteIntervals(clipIntervals(unknown, window));
  const isSeen = lengthOf(unseen) < window.to - window.from;
  return { streamId, server, down: clipIntervals(down, window), unknown: unseen, observers: isSeen ? [observer] : [], disagreements: [] };
}

/** Gives each span in which nobody saw the stream the incident and the reason that the PCs give theirs. */
function nameOutages(spans: readonly Interval[], lists: readonly (readonly Outage[])[]): Outage[] {
  const found = spans.map((span) => lists.map((outages) => findTouched(outages, span)));
  const nameIncident = joinIncidents(found.map((parts) => parts.flat().flatMap(({ incidentId }) => incidentId ?? [])));
  return spans.map(({ from, to }, n) => {
    const incidentId = nameIncident(n);
    const reason = findCommonest<Reason>(found[n]!.flatMap((outages) => outages.find((outage) => outage.reason)?.reason ?? []));
    return { from, to, ...(incidentId !== undefined && { incidentId }), ...(reason && { reason }) };
  });
}

function findTouched(outages: readonly Outage[], { from, to }: Interval): readonly Outage[] {
  const first = findFirst(outages.length, (n) => outages[n]!.to > from);
  const behind = findFirst(outages.length, (n) => outages[n]!.from >= to);
  return outages.slice(first, behind);
}

type IncidentId = NonNullable<Outage["incidentId"]>;

/** Ids that stand in one list are of one incident, and so are those that are joined by others. Names the incident of each list. */
function joinIncidents(lists: readonly (readonly IncidentId[])[]): (n: number) => IncidentId | undefined {
  const nextOf = new Map<IncidentId, IncidentId>();
  const find = (id: IncidentId): IncidentId => {
    let last = id;
    for (let next = nextOf.get(last); next !== undefined; next = nextOf.get(last)) last = next;
    if (last !== id) nextOf.set(id, last);
    return last;
  };
  for (const [first, ...others] of lists) {
    for (const other of others) {
      const [a, b] = [find(first!), find(other)];
      if (a !== b) nextOf.set(a < b ? b : a, a < b ? a : b);
    }
  }
  return (n) => (lists[n]!.length === 0 ? undefined : find(lists[n]![0]!));
}

/** The first of those that stand there most often; undefined of none. */
function findCommonest<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}
