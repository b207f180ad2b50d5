import type { LineCounts, Statistics } from "../../shared/statistics-api.ts";
import type { StreamTimeline } from "../../shared/statistics/build-timelines.ts";
import { computeFigures } from "../../shared/statistics/compute-figures.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";

export interface MadeStatistics {
  window: Interval;
  timelines: StreamTimeline[];
  maintenance?: Record<string, Interval[]>;
  lines?: LineCounts;
  pieces?: number;
}

/** The host's answer for timelines. */
export function makeStatistics({ window, timelines, maintenance = {}, lines, pieces = 100 }: MadeStatistics): Statistics {
  const figures = computeFigures(timelines, {
    window,
    pieces,
    configured: timelines.map(({ streamId, server }) => ({ id: streamId, server })),
    isWanted: () => true,
    maintenanceOf: ({ id }) => maintenance[id] ?? [],
  });
  const index = { source: "own", state: "ready" as const, bytesDone: 0, bytesTotal: 0, lines: 0 };
  const shared = { observers: [{ id: "own", name: "관제 PC 1" }], disagreements: { list: [], total: 0 } };
  return { ...figures, ...shared, steps: [], damaged: 0, index, ...(lines && { lines }) };
}
