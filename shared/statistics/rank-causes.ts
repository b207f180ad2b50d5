import type { Incident } from "./find-incidents.ts";

export interface Cause<K> {
  key: K;
  incidents: number;
  /** Milliseconds. */
  down: number;
  /** Of all incidents, 0 to 1. */
  share: number;
  /** With all causes before it. */
  cumulative: number;
  /** One of the few that make 80 % together: the last is the one that crosses the line. */
  isVital: boolean;
}

/** Incidents and milliseconds by cause. */
export type CauseSums<K> = Map<K, { incidents: number; down: number }>;

/** Where the few that matter end. */
export const VITAL_SHARE = 0.8;

/** Adds incidents by reason, by server or by stream, as `keyOf` says. */
export function addCauses<K>(sums: CauseSums<K>, incidents: readonly Incident[], keyOf: (incident: Incident) => K): void {
  for (const incident of incidents) {
    const key = keyOf(incident);
    const sum = sums.get(key);
    if (sum) {
      sum.incidents += 1;
      sum.down += incident.down;
    } else sums.set(key, { incidents: 1, down: incident.down });
  }
}

/** Causes, most incidents first (Pareto). */
export function rankCauses<K extends string | null>(sums: CauseSums<K>): Cause<K>[] {
  const ranked = [...sums].sort(
    ([keyA, a], [keyB, b]) => b.incidents - a.incidents || b.down - a.down || String(keyA).localeCompare(String(keyB), "en"),
  );
  const all = ranked.reduce((count, [, { incidents }]) => count + incidents, 0);
  let before = 0;
  return ranked.map(([key, sum]) => {
    const isVital = before < VITAL_SHARE * all;
    before += sum.incidents;
    return { key, ...sum, share: sum.incidents / all, cumulative: before / all, isVital };
  });
}
