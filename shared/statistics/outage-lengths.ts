import type { Incident } from "./find-incidents.ts";
import { findFirst } from "./intervals.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Where one class of lengths ends and the next begins, in milliseconds; the last one has no end. Each is what somebody would do next: wait, look, call. */
export const OUTAGE_EDGES = [0, 10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR] as const;

export interface LengthClass {
  from: number;
  /** Exclusive; undefined: without end. */
  to: number | undefined;
  incidents: number;
}

/** Incidents by the time they were down. */
export function countByLength(incidents: readonly Incident[]): LengthClass[] {
  const classes = OUTAGE_EDGES.map((from, n): LengthClass => ({ from, to: OUTAGE_EDGES[n + 1], incidents: 0 }));
  for (const { down } of incidents) classes[findFirst(OUTAGE_EDGES.length, (i) => OUTAGE_EDGES[i]! > down) - 1]!.incidents += 1;
  return classes;
}
