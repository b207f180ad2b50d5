import { join } from "node:path";
import type { AlarmClock } from "../../alarms/create-system-clock.ts";
import type { CollectorPart } from "../routes.ts";
import { openFleet } from "./create-fleet.ts";
import type { Fleet } from "./create-fleet.ts";
import { createFleetPart } from "./fleet-part.ts";
import { createPagePart } from "./page-part.ts";
import { createPageSessions } from "./page-sessions.ts";
import type { PageSessions } from "./page-sessions.ts";

export interface FleetPartsOptions {
  dataDir: string;
  /** The built renderer; absent: there is no page. */
  pageDirectory?: string;
  token?: string;
  isSecure: boolean;
  clock: AlarmClock;
  log: (message: string) => void;
}

export interface FleetParts {
  fleet: Fleet;
  parts: CollectorPart[];
  /** Absent: nobody needs a token. */
  sessions?: PageSessions;
}

/** Which PCs there are, who is silent, and the page that shows it. */
export async function openFleetParts(options: FleetPartsOptions): Promise<FleetParts> {
  const { dataDir, pageDirectory, token, isSecure, clock, log } = options;
  const fleet = await openFleet({ file: join(dataDir, "fleet.json"), clock, log });
  const sessions = token ? createPageSessions({ token, isSecure, now: clock.now }) : undefined;
  const opening = { ...(token && { token }), ...(sessions && { sessions }) };
  const page = pageDirectory === undefined ? [] : [createPagePart({ directory: pageDirectory, ...opening })];
  return {
    fleet,
    parts: [createFleetPart({ fleet, now: clock.now, needsToken: sessions !== undefined }), ...page],
    ...(sessions && { sessions }),
  };
}
