import type { StreamName } from "../list-maintenance.ts";
import type { Statistics, StreamFigures, WholeFigures } from "../statistics-api.ts";
import type { StreamTimeline } from "./build-timelines.ts";
import { chooseTimelines } from "./choose-timelines.ts";
import type { TimelineChoice } from "./choose-timelines.ts";
import { findIncidents } from "./find-incidents.ts";
import type { Interval } from "./intervals.ts";
import { listBucketEdges } from "./local-buckets.ts";
import { compareMeasures, measureStream } from "./measure-stream.ts";
import { sumByBucket } from "./over-time.ts";
import { kindAtEnd, partitionTimeline } from "./partition.ts";
import type { Partition } from "./partition.ts";
import { createTally } from "./tally.ts";
import { traceKinds } from "./trace-kinds.ts";

export interface FiguresQuestion extends TimelineChoice {
  maintenanceOf: (stream: StreamName) => readonly Interval[];
  /** Of each timeline at most; 0: none. */
  pieces: number;
}

export type Figures = Omit<Statistics, "observers" | "disagreements" | "steps" | "damaged" | "firstDay" | "lines" | "index">;

/** All figures of the state journal over a window. Timelines may be longer. */
export function computeFigures(timelines: Iterable<StreamTimeline>, question: FiguresQuestion): Figures {
  const { window, configured, maintenanceOf, pieces } = question;
  const edges = listBucketEdges(window);
  const isConfigured = new Set(configured.map(({ id }) => id));
  const streams: StreamFigures[] = [];
  const tally = createTally(window, edges);

  for (const timeline of chooseTimelines(timelines, question)) {
    const name = { id: timeline.streamId, server: timeline.server };
    const partition = partitionTimeline(timeline, { window, maintenance: maintenanceOf(name) });
    const incidents = findIncidents(partition);
    const figures = measureStream(partition, incidents);
    const buckets = sumByBucket([partition], incidents, edges);
    tally.add(partition, incidents, buckets);
    streams.push({
      ...figures,
      isConfigured: isConfigured.has(name.id),
      ...describeEnd(partition),
      trend: buckets.map(({ availability }) => availability ?? null),
      timeline: traceKinds(partition, pieces),
    });
  }
  return { ...window, whole: sumStreams(streams), streams: streams.sort(compareMeasures), edges, ...tally.sum() };
}

function describeEnd(partition: Partition): Pick<StreamFigures, "state" | "since" | "reason"> {
  const state = kindAtEnd(partition);
  const { window, maintenance, unknown, down } = partition;
  if (state === "up") return { state, since: Math.max(window.from, ...[maintenance, unknown, down].map((list) => list.at(-1)?.to ?? 0)) };
  const list = partition[state];
  // Pieces of an outage whose causes differ touch each other.
  const first = list.findLastIndex(({ from }, n) => list[n - 1]?.to !== from);
  const reason = state === "down" ? down.at(-1)!.reason : undefined;
  return { state, since: list[first]!.from, ...(reason && { reason }) };
}

function sumStreams(streams: readonly StreamFigures[]): WholeFigures {
  const whole: WholeFigures = { maintenance: 0, unknown: 0, down: 0, up: 0, incidents: 0, streams: 0 };
  for (const { maintenance, unknown, down, up, incidents, observed } of streams) {
    whole.maintenance += maintenance;
    whole.unknown += unknown;
    whole.down += down;
    whole.up += up;
    whole.incidents += incidents;
    whole.streams += Number(observed > 0);
  }
  const observed = whole.up + whole.down;
  return { ...whole, ...(observed > 0 && { availability: whole.up / observed }) };
}
