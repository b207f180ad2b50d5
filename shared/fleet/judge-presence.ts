import { SILENT_AFTER } from "../heartbeat-times.ts";

/** `awaited`: the collector has not listened long enough to say that it is silent. `left`: it has said goodbye. */
export const PRESENCES = ["silent", "awaited", "here", "left"] as const;
export type Presence = (typeof PRESENCES)[number];

/** What is known of a PC's signs. Moments by the collector's steady clock, in milliseconds. */
export interface Signs {
  /** Absent: none since the collector began. */
  heardAt?: number;
  /** The last one was a goodbye. */
  isGoodbye: boolean;
  /** It was found silent, and nothing has come from it since; also before the collector began. */
  wasSilent: boolean;
}

/**
 * `listeningSince`: when the collector began, woke, or its clock had leapt. Nobody becomes silent before it has listened for as long as it
 * takes to miss somebody; who was silent already stays so until a sign comes, else each restart would call it well again.
 */
export function judgePresence({ heardAt = -Infinity, isGoodbye, wasSilent }: Signs, listeningSince: number, now: number): Presence {
  if (isGoodbye) return "left";
  if (now - Math.max(heardAt, listeningSince) >= SILENT_AFTER || wasSilent) return "silent";
  return now - heardAt < SILENT_AFTER ? "here" : "awaited";
}
