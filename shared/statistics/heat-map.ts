import type { Incident } from "./find-incidents.ts";

/** Incidents that began in each local hour of each weekday: 7 rows (0 is Sunday, as Date has it) of 24. By the clock on the wall, summer time or not. */
export function countByHourOfWeek(incidents: readonly Incident[]): number[][] {
  const rows = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const { from } of incidents) {
    const date = new Date(from);
    rows[date.getDay()]![date.getHours()]! += 1;
  }
  return rows;
}
