/** What a page tells its host about its streams' states; the host makes the lines of state-line.ts from it. */
import { z } from "zod";
import { LIMITS } from "./limits.ts";
import { REASON_NAMES } from "./reasons.ts";
import { STREAM_STATES } from "./state-line.ts";
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

export const aliveReportSchema = z.strictObject({ page: uuid });
