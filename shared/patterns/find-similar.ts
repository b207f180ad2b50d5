import type { Reason } from "../reasons.ts";
import type { StreamName } from "../list-maintenance.ts";
import type { StreamTimeline } from "../statistics/build-timelines.ts";
import { findIncidents } from "../statistics/find-incidents.ts";
import type { Incident } from "../statistics/find-incidents.ts";
import type { Interval } from "../statistics/intervals.ts";
import { partitionTimeline } from "../statistics/partition.ts";
import { quantile } from "../statistics/quantile.ts";
import { scoreSteps } from "../statistics/score-steps.ts";
import type { StepScore } from "../statistics/score-steps.ts";
import type { StepTaken } from "../statistics/step-taken.ts";
import { listNewest } from "./find-patterns.ts";
import type { LongOutage } from "../statistics-api.ts";

export interface SimilarQuestion {
  /** Until now: what is still open is not an earlier one. */
  window: Interval;
  stream: StreamName;
  /** Of the last failed attempt: counts where no incident of the stream is open. */
  reason: Reason;
  maintenanceOf: (stream: StreamName) => readonly Interval[];
}

/** What is known of failures like one that is open. */
export interface Similar {
  /** Where they were: on the same stream, else on others of its server. */
  where: "stream" | "server";
  /** What it was that they all had. */
  reason: Reason;
  count: number;
  /** Milliseconds that they were down, in the middle; absent without one. */
  medianDown?: number;
  /** The step that mended most of them, within them; absent: none did, or none was written down. */
  mended?: StepScore;
  /** The newest first, MOST_SIMILAR at most. */
  incidents: LongOutage[];
}

const MOST_SIMILAR = 5;

/** Earlier incidents with the same reason, on the same stream or, where it had none, on its server; and which step of recovery ended them. */
export function findSimilar(timelines: Iterable<StreamTimeline>, steps: Iterable<StepTaken>, question: SimilarQuestion): Similar {
  const { window, stream, maintenanceOf } = question;
  let { reason } = question;
  const [own, others]: [Incident[], Incident[]] = [[], []];
  for (const timeline of timelines) {
    const name = { id: timeline.streamId, server: timeline.server };
    if (name.id !== stream.id && name.server !== stream.server) continue;
    const incidents = findIncidents(partitionTimeline(timeline, { window, maintenance: maintenanceOf(name) }));
    const last = incidents.at(-1);
    // Attempts within an incident fail for reasons of their own.
    if (name.id === stream.id && last?.to === window.to) reason = last.reason ?? reason;
    for (const incident of incidents) if (incident.to < window.to) (name.id === stream.id ? own : others).push(incident);
  }
  const isAlike = (incident: Incident) => incident.reason === reason;
  const where = own.some(isAlike) ? "stream" : "server";
  const found = (where === "stream" ? own : others).filter(isAlike);
  const ids = new Set(found.map(keyOf));
  const scores = scoreSteps(
    [...steps].filter((step) => ids.has(keyOf(step))),
    { window, isWanted: () => true },
  );
  const mended = scores.filter(({ recovered }) => recovered > 0).sort((a, b) => b.recovered - a.recovered)[0];
  const downs = Float64Array.from(found, ({ down }) => down).sort();
  return {
    where,
    reason,
    count: found.length,
    ...(found.length > 0 && { medianDown: quantile(downs, 0.5) }),
    ...(mended && { mended }),
    incidents: listNewest(found).slice(0, MOST_SIMILAR),
  };
}

function keyOf({ streamId, incidentId }: Pick<Incident, "streamId" | "incidentId">): string {
  return `${streamId} ${incidentId}`;
}
