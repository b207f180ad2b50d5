import type { FleetPc } from "./fleet-view.ts";

/** What somebody should look at on a PC that is there. */
const PC_TROUBLES = ["streams_down", "unsent", "disk", "clock"] as const;
export type PcTrouble = (typeof PC_TROUBLES)[number];

/** A record that waits so long is not on its way: central is not reached from there. Milliseconds. */
const LONGEST_UNSENT = 600_000;
/** The least that `logs.minFreeMegabytes` keeps by default, in bytes. */
const LEAST_DISK = 1_024 * 1_024 * 1_024;
/** As the diagnostics say it of any clock (judge-clock.ts), in milliseconds. */
const MOST_OFFSET = 5_000;

/** `at`: Unix milliseconds, by the collector's clock. What a PC said before it fell silent says nothing of now. */
export function listTroubles(pc: FleetPc, at: number): PcTrouble[] {
  if (pc.presence !== "here") return [];
  const { streams, oldestUnsent, diskFree = Infinity, clockOffset = 0 } = pc;
  const is: Record<PcTrouble, boolean> = {
    streams_down: streams.down > 0,
    // Written by the PC's clock.
    unsent: oldestUnsent !== undefined && at - (Date.parse(oldestUnsent) + clockOffset) > LONGEST_UNSENT,
    disk: diskFree < LEAST_DISK,
    clock: Math.abs(clockOffset) > MOST_OFFSET,
  };
  return PC_TROUBLES.filter((trouble) => is[trouble]);
}
