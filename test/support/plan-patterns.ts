import type { PlannedOutage, StatePlan } from "./write-planned-states.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAYS = 20;

/** The first one fails at two each night, the next two together now and then: half of a server's streams. */
export const PATTERN_STREAMS = ["stream-001", "stream-002", "stream-003", "stream-004"] as const;

/** Twenty days until `to` (Unix milliseconds) in which there is something to find, and steps of recovery that ended some of it. */
export function planPatterns(to: number, server: string): StatePlan {
  const midnight = (day: number): number => {
    const date = new Date(to);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + day - DAYS).getTime();
  };
  const [nightly, second, third] = PATTERN_STREAMS;
  const outages: PlannedOutage[] = [];
  for (let day = 0; day < DAYS; day++) {
    const from = midnight(day) + 2 * HOUR + (day % 3) * MINUTE;
    const steps: PlannedOutage["steps"] = [
      { step: "ice_restart", outcome: day % 4 === 0 ? "recovered" : "failed", took: 900 },
      ...(day % 4 === 0 ? [] : [{ step: "new_session", outcome: "recovered", took: 4_000 } as const]),
    ];
    outages.push({ streamId: nightly, from, to: from + 40 * SECOND, reason: "stalled_no_packets", steps });
  }
  for (let n = 0; n < 8; n++) {
    const from = midnight(2 * n + 1) + (5 + ((n * 7) % 17)) * HOUR + ((n * 23) % 60) * MINUTE;
    outages.push({ streamId: second, from, to: from + 2 * MINUTE, reason: "no_stream" });
    outages.push({ streamId: third, from: from + 4 * SECOND, to: from + 2 * MINUTE, reason: "no_stream" });
  }
  return {
    window: { from: midnight(0), to },
    streams: PATTERN_STREAMS.map((id) => ({ id, server })),
    outages: outages.filter((outage) => outage.to < to),
    off: [],
  };
}
