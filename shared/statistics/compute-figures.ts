import type { StreamName } from "../list-maintenance.ts";
import type { Statistics, StreamFigures, WholeFigures } from "../statistics-api.ts";
import type { StreamTimeline } from "./build-timelines.ts";
import { findIncidents } from "./find-incidents.ts";
import type { Incident } from "./find-incidents.ts";
import { countByHourOfWeek } from "./heat-map.ts";
import type { Interval } from "./intervals.ts";
import { listDayEdges, listHourEdges } from "./local-buckets.ts";
import { listLongestOutages } from "./longest-outages.ts";
import { compareMeasures, measureStream } from "./measure-stream.ts";
import { countByLength } from "./outage-lengths.ts";
import { countByType, sumByBucket } from "./over-time.ts";
import { kindAtEnd, listKinds, partitionTimeline } from "./partition.ts";
import type { Partition } from "./partition.ts";
import { rankCauses } from "./rank-causes.ts";
import { traceKinds } from "./trace-kinds.ts";

export interface FiguresQuestion {
  window: Interval;
  /** Streams of the settings: they are listed, seen or not. */
  configured: readonly StreamName[];
  /** Which are wanted, of those and of the others. */
  isWanted: (stream: StreamName) => boolean;
  maintenanceOf: (stream: StreamName) => readonly Interval[];
  /** Of each timeline at most; 0: none. */
  pieces: number;
}

export type Figures = Omit<Statistics, "damaged" | "firstDay" | "lines" | "index">;

/** All figures of the state journal over a window, from the timelines of that window. */
export function computeFigures(timelines: readonly StreamTimeline[], question: FiguresQuestion): Figures {
  const { window, isWanted, maintenanceOf, configured, pieces } = question;
  const edges = listBucketEdges(window);
  const isConfigured = new Set(configured.map(({ id }) => id));
  const looked = [...timelines, ...listUnseen(timelines, question)]
    .filter(({ streamId, server }) => isWanted({ id: streamId, server }))
    .map((timeline) => {
      const maintenance = maintenanceOf({ id: timeline.streamId, server: timeline.server });
      const partition = partitionTimeline(timeline, { window, maintenance });
      return { partition, incidents: findIncidents(partition) };
    });
  const partitions = looked.map(({ partition }) => partition);
  const incidents = looked.flatMap(({ incidents: own }) => own);
  const streams = looked.map(({ partition, incidents: own }): StreamFigures => ({
    ...measureStream(partition, own),
    isConfigured: isConfigured.has(partition.streamId),
    ...describeEnd(partition),
    trend: sumByBucket([partition], [], edges).map(({ availability }) => availability ?? null),
    timeline: traceKinds(partition, pieces),
  }));
  return {
    ...window,
    whole: sumStreams(streams),
    streams: streams.sort(compareMeasures),
    edges,
    byType: countByType(incidents, edges),
    days: sumByBucket(partitions, incidents, listDayEdges(window)),
    hourOfWeek: countByHourOfWeek(incidents),
    reasons: rankCauses(incidents, ({ reason }) => reason).map(({ key, ...cause }) => ({ key: key ?? null, ...cause })),
    servers: rankCauses(incidents, ({ server }: Incident) => server),
    lengths: countByLength(incidents),
    longest: listLongestOutages(incidents),
  };
}

/** A window of up to three days is looked at hour by hour. One of them may have an hour more. */
const MOST_HOURS = 3 * 24 + 1;

/** Bounds of the buckets of what is counted over time. */
export function listBucketEdges(window: Interval): number[] {
  return window.to - window.from <= MOST_HOURS * 3_600_000 ? listHourEdges(window) : listDayEdges(window);
}

function listUnseen(timelines: readonly StreamTimeline[], { window, configured }: FiguresQuestion): StreamTimeline[] {
  const seen = new Set(timelines.map(({ streamId }) => streamId));
  const unseen = configured.filter(({ id }) => !seen.has(id));
  return unseen.map(({ id, server }) => ({ streamId: id, server, down: [], unknown: [window] }));
}

function describeEnd(partition: Partition): Pick<StreamFigures, "state" | "since" | "reason"> {
  const state = kindAtEnd(partition);
  const since = listKinds(partition).at(-1)!.from;
  const reason = state === "down" ? partition.down.at(-1)!.reason : undefined;
  return { state, since, ...(reason && { reason }) };
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
