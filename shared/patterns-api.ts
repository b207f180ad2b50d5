/** What a page asks about patterns over history, and what it is told. The definitions are those of shared/patterns. */
import { z } from "zod";
import type { NoOutput } from "./api-names.ts";
import type { PatternsFound } from "./patterns/find-patterns.ts";
import type { Similar } from "./patterns/find-similar.ts";
import type { IgnoredPattern } from "./patterns/ignored-pattern.ts";
import type { PatternFinding } from "./patterns/pattern-finding.ts";
import { OWN_LOGS } from "./log-facets.ts";
import { REASON_NAMES } from "./reasons.ts";

const name = z.string().min(1).max(200);
const streams = z.array(name).min(1).max(10_000);
const time = z.number().min(0).max(8.64e15);

export const ignoredPatternSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("together"), streams }),
  z.object({ kind: z.literal("rhythm"), streams, period: z.enum(["hour", "day", "week"]), at: time, within: time }),
  z.object({ kind: z.literal("rate"), streams, isMore: z.boolean(), since: time }),
]) satisfies z.ZodType<IgnoredPattern>;

/** Who answers these is the history process. */
export const PATTERN_QUESTION_SCHEMAS = {
  findPatterns: z.strictObject({
    /** As in the log search. */
    slot: name.optional(),
    /** As in the figures. */
    source: name.default(OWN_LOGS),
    /** UTC; from inclusive, until exclusive. A window that reaches beyond now ends now. */
    from: z.iso.datetime(),
    until: z.iso.datetime(),
  }),
  findSimilar: z.strictObject({
    slot: name.optional(),
    streamId: name,
    /** Of the last failed attempt; the open incident's own is the one that counts, where there is one. */
    reason: z.enum(REASON_NAMES),
  }),
} as const;

export const PATTERN_INPUT_SCHEMAS = {
  ...PATTERN_QUESTION_SCHEMAS,
  ignorePattern: z.strictObject({
    pattern: ignoredPatternSchema,
    /** False: takes back whatever of it was ignored. */
    isIgnored: z.boolean(),
  }),
} as const;

export interface PatternApi {
  /** Refused (`invalid_input`) for a window that is empty, longer than 400 days, or lies ahead. */
  findPatterns(input: z.input<(typeof PATTERN_INPUT_SCHEMAS)["findPatterns"]>): Promise<Patterns>;
  /** Earlier incidents like the one that is open, of the last 90 days. `invalid_input`: the settings have no such stream. */
  findSimilar(input: z.input<(typeof PATTERN_INPUT_SCHEMAS)["findSimilar"]>): Promise<Similar>;
  /** Answers when it is on disk. */
  ignorePattern(input: z.input<(typeof PATTERN_INPUT_SCHEMAS)["ignorePattern"]>): Promise<NoOutput>;
}

export interface Patterns extends PatternsFound {
  /** What was found and somebody ignores; not among `findings`. */
  ignored: PatternFinding[];
}
