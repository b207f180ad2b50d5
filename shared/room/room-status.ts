/** How a room stands, as its collector tells every PC that listens to it. */
import { z } from "zod";
import { CHANNELS } from "../alerts/alert-settings.ts";

export const roomStatusSchema = z.object({
  /** Which room it is: another one, and its collector knows nothing of what was said before. */
  room: z.string().min(1).max(100).optional(),
  /** Channels over which the collector itself sends: a PC that hears this sends nothing there. */
  sends: z.array(z.enum(CHANNELS).or(z.string())).transform((names) => CHANNELS.filter((channel) => names.includes(channel))),
  /** How many PCs listen. */
  pcs: z.int().min(0),
  /** How many PCs see an alarm, by its id. */
  seen: z.record(z.string(), z.int().min(1)),
  /** Of how many that watch what it is about. Collectors of an earlier version do not say. */
  watch: z.record(z.string(), z.int().min(1)).optional(),
});
export type RoomStatus = z.output<typeof roomStatusSchema>;

/** How often the collector says that it is there, milliseconds. */
export const ROOM_HEARTBEAT = 10_000;
/** A PC that has heard nothing for so long is cut off: it is by itself. Milliseconds; two heartbeats may be lost. */
export const CUT_OFF_AFTER = 30_000;
