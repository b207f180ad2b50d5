import { THIS_PC } from "../../shared/alarms/alarm-kinds.ts";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import type { CentralAccess } from "../delivery/central-access.ts";
import { createHeartbeat } from "./create-heartbeat.ts";
import type { HeartbeatSender } from "./create-heartbeat.ts";
import { readHeartbeat } from "./read-heartbeat.ts";
import type { HeartbeatFacts } from "./read-heartbeat.ts";

export interface RoomOptions extends HeartbeatFacts {
  access: Omit<CentralAccess, "configure" | "close">;
  now: () => number;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** What is wrong with this PC's part in it. */
  onFindings: (findings: readonly HostFinding[]) => void;
  log: (message: string) => void;
}

/** This PC's part in a room whose PCs share a collector. Where none announces it, nothing of this is done. */
export interface Room extends Pick<HeartbeatSender, "clockOffset"> {
  /** Takes a second at most. */
  close(): Promise<void>;
}

export function createRoom(options: RoomOptions): Room {
  const heartbeat = createHeartbeat({
    ...options,
    read: () => readHeartbeat(options),
    // A PC without failures sends nothing else by which anybody would notice that it hears of no other PC.
    onRefused: (isRefused) => options.onFindings(isRefused ? [{ kind: "central_misconfigured", source: THIS_PC }] : []),
  });
  return { clockOffset: heartbeat.clockOffset, close: heartbeat.close };
}
