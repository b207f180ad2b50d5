import type { LongOutage } from "../statistics-api.ts";

/** More than these nobody goes through one by one. */
export const MOST_OUTAGES = 20;

/** Incidents by the time they were down, the longest first; of equal ones the earlier, then by stream. */
export function listLongestOutages(incidents: readonly LongOutage[]): LongOutage[] {
  return incidents
    .toSorted((a, b) => b.down - a.down || a.from - b.from || (a.streamId < b.streamId ? -1 : Number(a.streamId > b.streamId)))
    .slice(0, MOST_OUTAGES)
    .map(({ streamId, server, from, to, down, reason }) => ({ streamId, server, from, to, down, ...(reason && { reason }) }));
}
