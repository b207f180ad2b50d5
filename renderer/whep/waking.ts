import { WAKING_SILENT_TICKS, WAKING_TICKS } from "./deadlines.ts";

/** What is remembered of a session while its PC wakes. */
export interface WakingMemory {
  ticks: number;
  ticksWithoutPackets: number;
  packetsReceived: number;
}

export const WAKING: WakingMemory = { ticks: 0, ticksWithoutPackets: 0, packetsReceived: 0 };

/** `awake`: the session goes on as before. `lost`: another one has to take its place. */
export type Waking = "waking" | "awake" | "lost";

/**
 * Judges one tick after a sleep. Frames alone prove nothing: those that had arrived before it are shown first, for as long as they last.
 * Packets do, since what had arrived is read in the first tick; and a session that has lost packets waits for a key frame after them.
 */
export function judgeWaking(
  memory: WakingMemory,
  { frames, packetsReceived }: { frames: boolean; packetsReceived: number },
): [WakingMemory, Waking] {
  const ticksWithoutPackets = packetsReceived > memory.packetsReceived ? 0 : memory.ticksWithoutPackets + 1;
  const next = { ticks: memory.ticks + 1, ticksWithoutPackets, packetsReceived };
  if (!frames || ticksWithoutPackets >= WAKING_SILENT_TICKS) return [next, "lost"];
  return [next, next.ticks >= WAKING_TICKS && ticksWithoutPackets === 0 ? "awake" : "waking"];
}
