import type { Heartbeat } from "../heartbeat.ts";
import type { Presence } from "./judge-presence.ts";

/** A PC of the room as the collector knows it: what it has said last, and whether it is still there. */
export interface FleetPc extends Omit<Heartbeat, "goodbye"> {
  presence: Presence;
  /** When its last sign came, ISO, by the collector's clock. */
  heardAt: string;
}

/** What the fleet page is told. */
export interface FleetView {
  /** ISO, by the collector's clock: ages are measured from here. */
  at: string;
  pcs: FleetPc[];
  /** Whoever asks has brought a token. */
  needsToken: boolean;
}

/** A PC's name for people: as the settings name it, else its host name, else its id. */
export function namePc({ name, hostName, clientId }: Pick<Heartbeat, "name" | "hostName" | "clientId">): string {
  return name || hostName || clientId;
}
