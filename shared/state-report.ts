/** What a page tells its host about its streams' states and what it does about them; the host makes the lines of state-line.ts from it. */
import { z } from "zod";
import { LIMITS } from "./limits.ts";
import { REASON_NAMES } from "./reasons.ts";
import { STREAM_STATES } from "./state-line.ts";
import type { TileOutcome, TileStep } from "./state-line.ts";
import { UUID_PATTERN } from "./uuid-v7.ts";

const uuid = z.string().regex(UUID_PATTERN);
const time = z.iso.datetime({ precision: 3 });

export const stateReportSchema = z.strictObject({
  id: uuid,
  timestamp: time,
  streamId: z.string().min(1).max(LIMITS.name),
  state: z.enum(STREAM_STATES),
  since: time,
  incidentId: uuid.optional(),
  reason: z.enum(REASON_NAMES).optional(),
  whepUrl: z.string().max(LIMITS.whepUrl),
  page: uuid,
});
export type StateReport = z.output<typeof stateReportSchema>;

const TILE_STEPS = ["wait", "new_stream", "ice_restart", "new_session"] as const satisfies readonly TileStep[];
const TILE_OUTCOMES = ["recovered", "failed", "given_up"] as const satisfies readonly TileOutcome[];

export const recoveryReportSchema = z.strictObject({
  id: uuid,
  timestamp: time,
  streamId: z.string().min(1).max(LIMITS.name),
  incidentId: uuid,
  step: z.enum(TILE_STEPS),
  outcome: z.enum(TILE_OUTCOMES),
  /** Milliseconds; a step that takes longer than a day has been forgotten. */
  took: z.int().min(0).max(86_400_000),
  whepUrl: z.string().max(LIMITS.whepUrl),
  page: uuid,
});
export type RecoveryReport = z.output<typeof recoveryReportSchema>;

/** A picture that seems to stand still, and since when: the stream is up all the same. */
const frozenPictureSchema = z.strictObject({ streamId: z.string().min(1).max(LIMITS.name), since: time });
export type FrozenPicture = z.output<typeof frozenPictureSchema>;

/** `frozen`: all that the page suspects; absent: none. */
export const aliveReportSchema = z.strictObject({ page: uuid, frozen: z.array(frozenPictureSchema).max(10_000).optional() });
export type AliveReport = z.output<typeof aliveReportSchema>;
