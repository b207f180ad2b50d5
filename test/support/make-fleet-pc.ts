import type { FleetPc } from "../../shared/fleet/fleet-view.ts";
import type { Heartbeat } from "../../shared/heartbeat.ts";

/** The id of the nth PC. */
export function makeClientId(number: number): string {
  return `0197a000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

export function makeHeartbeat(number: number, change: Partial<Heartbeat> = {}): Heartbeat {
  return {
    clientId: makeClientId(number),
    name: `${number}번 관제석`,
    site: "종합관제센터",
    hostName: `PC-${number}`,
    version: "0.1.0",
    settingsVersion: "5feb1a20",
    streams: { up: 12, down: 0, unknown: 0 },
    backlog: 0,
    diskFree: 200 * 1_024 ** 3,
    clockOffset: 40,
    ...change,
  };
}

/** A PC on which all is well, at 2026-11-26 08:00 UTC. */
export function makeFleetPc(number: number, change: Partial<FleetPc> = {}): FleetPc {
  const { goodbye: _, ...said } = makeHeartbeat(number);
  return { ...said, presence: "here", heardAt: "2026-11-26T07:59:50.000Z", ...change };
}
