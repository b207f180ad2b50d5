import type { StreamName } from "../list-maintenance.ts";
import type { Reason } from "../reasons.ts";
import type { LongOutage, OutageList } from "../statistics-api.ts";
import type { StreamTimeline } from "./build-timelines.ts";
import { findIncidents } from "./find-incidents.ts";
import type { Interval } from "./intervals.ts";
import { partitionTimeline } from "./partition.ts";

export interface OutagesQuestion {
  window: Interval;
  isWanted: (stream: StreamName) => boolean;
  maintenanceOf: (stream: StreamName) => readonly Interval[];
  /** Milliseconds down: at least, and fewer than. */
  longerThan?: number | undefined;
  shorterThan?: number | undefined;
  /** `null`: those without one; undefined: all. */
  reason?: Reason | null | undefined;
  limit: number;
}

/** The incidents that `computeFigures` counts, one by one, the newest first. Timelines may be longer than the window. */
export function selectOutages(timelines: Iterable<StreamTimeline>, question: OutagesQuestion): OutageList {
  const { window, isWanted, maintenanceOf, longerThan = 0, shorterThan = Infinity, reason: wanted, limit } = question;
  const found: LongOutage[] = [];
  for (const timeline of timelines) {
    const name = { id: timeline.streamId, server: timeline.server };
    if (!isWanted(name)) continue;
    for (const incident of findIncidents(partitionTimeline(timeline, { window, maintenance: maintenanceOf(name) }))) {
      const { streamId, server, from, to, down, reason } = incident;
      if (down < longerThan || down >= shorterThan || (wanted !== undefined && (reason ?? null) !== wanted)) continue;
      found.push({ streamId, server, from, to, down, ...(reason && { reason }) });
    }
  }
  found.sort((a, b) => b.from - a.from || (a.streamId < b.streamId ? -1 : Number(a.streamId > b.streamId)));
  return { outages: found.slice(0, limit), total: found.length };
}
