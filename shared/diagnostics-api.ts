/** What a page asks of the diagnostics, and what it can tell them: only pages see which way the pictures come. */
import { z } from "zod";
import type { Check, Diagnostics } from "./diagnostics/check.ts";
import { MOST_SESSIONS } from "./diagnostics/judge-server.ts";
import { REASON_NAMES } from "./reasons.ts";

const sessionSchema = z.strictObject({
  streamId: z.string().min(1).max(200),
  /** Of the candidate pair that is in use: the server's side. */
  path: z.strictObject({ protocol: z.enum(["udp", "tcp"]), address: z.string().max(100) }).optional(),
  reason: z.enum(REASON_NAMES).optional(),
});

export const DIAGNOSTICS_INPUT_SCHEMAS = {
  runDiagnostics: z.strictObject({
    /** The page's own name for the run: `diagnosticsChanged` has it. */
    runId: z.string().min(1).max(100),
    sessions: z.array(sessionSchema).max(MOST_SESSIONS).default([]),
  }),
} as const;

export interface DiagnosticsApi {
  /** Looks at everything that the settings name; 20 s at most. A later run ends this one, which answers `cancelled`. */
  runDiagnostics(input: z.input<(typeof DIAGNOSTICS_INPUT_SCHEMAS)["runDiagnostics"]>): Promise<Diagnostics>;
}

/** Lines of a run that began or are known, a few times a second at most. */
export interface DiagnosticsChanges {
  runId: string;
  checks: Check[];
}
