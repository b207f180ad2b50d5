import type { RoomStatus } from "../../../shared/room/room-status.ts";

/** Of each alarm how many PCs see it, and of how many. */
export type Counts = Required<Pick<RoomStatus, "seen" | "watch">>;

/**
 * Half of what a PC may leave unread (act-streams.ts), and of the longest event that it reads (electron/room/read-events.ts): more than a
 * thousand alarms. Bytes.
 */
const MOST_BYTES = 512 * 1024;

/** As many of them as all PCs take; those that more PCs see come first, so that no PC crowds out what others see with alarms of its own. */
export function boundCounts({ seen, watch }: Counts): Counts {
  const told: Counts = { seen: {}, watch: {} };
  let bytes = 0;
  for (const [alarmId, pcs] of Object.entries(seen).sort(([, a], [, b]) => b - a)) {
    const of = watch[alarmId] ?? pcs;
    bytes += 2 * Buffer.byteLength(JSON.stringify(alarmId)) + `:${pcs},:${of},`.length;
    if (bytes > MOST_BYTES) break;
    told.seen[alarmId] = pcs;
    told.watch[alarmId] = of;
  }
  return told;
}
