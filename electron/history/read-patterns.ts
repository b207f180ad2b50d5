import { findPatterns as searchPatterns } from "../../shared/patterns/find-patterns.ts";
import type { PatternsFound } from "../../shared/patterns/find-patterns.ts";
import { findSimilar as searchSimilar } from "../../shared/patterns/find-similar.ts";
import type { Similar } from "../../shared/patterns/find-similar.ts";
import { apiError } from "../api-error.ts";
import type { PatternsQuestion, SimilarQuestion } from "./history-protocol.ts";
import { listConfigured, readTimelines } from "./read-statistics.ts";
import type { TimelinesContext } from "./read-statistics.ts";

const SIMILAR_DAYS = 90;

/** From the same timelines as the figures; what is ignored the host sorts out. */
export async function findPatterns(question: PatternsQuestion, context: TimelinesContext): Promise<PatternsFound> {
  const { read, window, maintenanceOf } = await readTimelines(question, context);
  const sites = new Map(question.settings.streams.map(({ id, site }) => [id, site]));
  return searchPatterns(read.timelines, { window, maintenanceOf, siteOf: (streamId) => sites.get(streamId) ?? "" });
}

/** Throws (`invalid_input`) for a stream that the settings do not have. */
export async function findSimilar({ streamId, reason, settings }: SimilarQuestion, context: TimelinesContext): Promise<Similar> {
  const stream = listConfigured(settings).find(({ id }) => id === streamId);
  if (!stream) throw apiError("invalid_input", "there is no such stream");
  const from = new Date(context.now - SIMILAR_DAYS * 86_400_000).toISOString();
  const question = { from, until: new Date(context.now + 1).toISOString(), settings };
  const { read, window, maintenanceOf } = await readTimelines(question, context);
  return searchSimilar(read.timelines, read.steps, { window, stream, reason, maintenanceOf });
}
