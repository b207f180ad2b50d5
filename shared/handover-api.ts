/** What a page asks and tells of hand-overs. */
import { z } from "zod";
import { LONGEST_HANDOVER_TEXT } from "./shifts/handover.ts";
import type { HandoverFacts, KeptHandover } from "./shifts/handover.ts";

export const HANDOVER_INPUT_SCHEMAS = {
  readHandover: z.strictObject({}),
  writeHandoverText: z.strictObject({ text: z.string().max(LONGEST_HANDOVER_TEXT) }),
  handOver: z.strictObject({ language: z.enum(["ko", "en"]) }),
  listHandovers: z.strictObject({ limit: z.int().min(1).max(1_000).default(30) }),
} as const;

export interface HandoverApi {
  /** What would be handed over now, and what is written for it so far. */
  readHandover(input: Record<string, never>): Promise<{ facts: HandoverFacts; text: string }>;
  /** Answers when it is on disk. The text is this PC's, of all its pages, until it is handed over. */
  writeHandoverText(input: { text: string }): Promise<Record<string, never>>;
  /** Keeps it as it is now, and begins a new one. Answers when it is on disk. */
  handOver(input: { language: "ko" | "en" }): Promise<KeptHandover>;
  /** Newest first. */
  listHandovers(input: { limit?: number }): Promise<{ handovers: KeptHandover[] }>;
}
