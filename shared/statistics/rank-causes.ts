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

/** Where the few that matter end. */
export const VITAL_SHARE = 0.8;

/** Causes, most incidents first (Pareto); by reason, by server or by stream, as `keyOf` says. */
export function rankCauses<K extends string | undefined>(incidents: readonly Incident[], keyOf: (incident: Incident) => K): Cause<K>[] {
  const sums = new Map<K, { incidents: number; down: number }>();
  for (const incident of incidents) {
    const key = keyOf(incident);
    const sum = sums.get(key) ?? { incidents: 0, down: 0 };
    sums.set(key, { incidents: sum.incidents + 1, down: sum.down + incident.down });
  }
  const ranked = [...sums].sort(
    ([keyA, a], [keyB, b]) => b.incidents - a.incidents || b.down - a.down || String(keyA).localeCompare(String(keyB), "en"),
  );
  let before = 0;
  return ranked.map(([key, sum]) => {
    const isVital = before < VITAL_SHARE * incidents.length;
    before += sum.incidents;
    return { key, ...sum, share: sum.incidents / incidents.length, cumulative: before / incidents.length, isVital };
  });
}
