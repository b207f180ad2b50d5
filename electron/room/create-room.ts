import type { CentralAccess } from "../delivery/central-access.ts";
import { createHeartbeat } from "./create-heartbeat.ts";
import type { HeartbeatSender } from "./create-heartbeat.ts";
import { readHeartbeat } from "./read-heartbeat.ts";
import type { HeartbeatFacts } from "./read-heartbeat.ts";

export interface RoomOptions extends HeartbeatFacts {
  access: Omit<CentralAccess, "configure" | "close">;
  now: () => number;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  log: (message: string) => void;
}

/** This PC's part in a room whose PCs share a collector. Where none announces it, nothing of this is done. */
export interface Room extends Pick<HeartbeatSender, "clockOffset"> {
  /** Takes a second at most. */
  close(): Promise<void>;
}

export function createRoom(options: RoomOptions): Room {
  const heartbeat = createHeartbeat({ ...options, read: () => readHeartbeat(options) });
  return { clockOffset: heartbeat.clockOffset, close: heartbeat.close };
}
