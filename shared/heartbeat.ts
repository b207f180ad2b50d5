import { z } from "zod";
import { LIMITS } from "./limits.ts";
import { cutText, toPlainText } from "./plain-text.ts";
import { UUID_PATTERN } from "./uuid-v7.ts";

/** Largest heartbeat that the collector takes, in bytes. */
export const MAX_HEARTBEAT_BYTES = 8 * 1024;

const text = z
  .string()
  .max(1_024)
  .transform((value) => cutText(toPlainText(value), LIMITS.name));
const count = z.int().min(0);

/** How it stands on one PC. What a later version adds is passed over. */
export const heartbeatSchema = z.object({
  clientId: z.string().regex(UUID_PATTERN).toLowerCase(),
  name: text.optional(),
  site: text.optional(),
  hostName: text.optional(),
  /** Of the app. */
  version: text,
  /** The same on all PCs whose settings say the same, apart from what names the PC. */
  settingsVersion: text,
  /** Of the streams in its settings. Unknown: nobody looks. */
  streams: z.object({ up: count, down: count, unknown: count }),
  /** Records that central has not acknowledged, and when the oldest of them was written. */
  backlog: count,
  oldestUnsent: z.iso.datetime({ precision: 3 }).optional(),
  /** Bytes that are free on the disk of its logs. */
  diskFree: count.optional(),
  /** Milliseconds by which central's clock is ahead of this PC's, as the answer before has shown. */
  clockOffset: z.number().optional(),
  /** The app is being quit: silence is no fault from now on. */
  goodbye: z.literal(true).optional(),
});
export type Heartbeat = z.output<typeof heartbeatSchema>;

/** What it is answered. */
export const heartbeatAnswerSchema = z.object({
  /** By the collector's clock. */
  time: z.iso.datetime({ precision: 3 }),
});
