/** What is asked of the log history; `log-api.ts` has what it answers. */
import { z } from "zod";
import { LIMITS } from "./limits.ts";
import type { LogFacet } from "./log-facets.ts";
import { LOG_FACETS, MOST_CHOSEN, OWN_LOGS } from "./log-facets.ts";

const name = z.string().min(1).max(200);
const facetValue = z.string().max(LIMITS.whepUrl);
const choiceSchema = z.strictObject({
  /** Any of these; absent or empty: all. */
  include: z.array(facetValue).max(MOST_CHOSEN).optional(),
  /** None of these. */
  exclude: z.array(facetValue).max(MOST_CHOSEN).optional(),
});
export type LogChoice = z.output<typeof choiceSchema>;
const time = z.iso.datetime();
const hourOfWeekSchema = z.strictObject({
  /** 0 is Sunday. */
  day: z.int().min(0).max(6),
  hour: z.int().min(0).max(23),
});
/** An hour of every week by the clock on this PC's wall, summer time or not. */
export type HourOfWeek = z.output<typeof hourOfWeekSchema>;
const outageChoiceSchema = z.strictObject({
  /** The window of `readStatistics`, within which outages are as long as it says: narrowing the filter's range shortens none. */
  from: time,
  until: time,
  /** Milliseconds without a picture: at least so many, and fewer than so many. */
  longerThan: z.number().min(0).optional(),
  shorterThan: z.number().min(0).optional(),
});
/** Outages by their length: the incidents that `readStatistics` counts in its `lengths`. */
export type OutageLengths = z.output<typeof outageChoiceSchema>;

/** A line's identity: its file's name without `.gz` (another user's with the user's name and a slash before it), and its offset in the uncompressed text. */
export const logPlaceSchema = z.strictObject({ file: z.string().min(1).max(1_000), offset: z.int().min(0) });
export type LogPlace = z.output<typeof logPlaceSchema>;

export const logFilterSchema = z.strictObject({
  /** UTC; from inclusive, until exclusive. A record without a readable time is in no range; a damaged line is as old as the line before it. */
  from: time.optional(),
  until: time.optional(),
  /** A part of the range; without one, of all that has a time. */
  hourOfWeek: hourOfWeekSchema.optional(),
  /** Records of a stream in its outages of that length, as this PC has seen them, whoever wrote the record. */
  outages: outageChoiceSchema.optional(),
  /** Each facet's choice, all at once. A damaged line has no values, so that any choice leaves it out. */
  facets: z.strictObject(Object.fromEntries(LOG_FACETS.map((facet) => [facet, choiceSchema.optional()])) as FacetShape).optional(),
  /** Groups as `groupLogs` names them. */
  fingerprints: z.array(z.string().max(100)).max(200).optional(),
  /** Stands in one of the record's texts (whatever is a string in it, its timestamp aside), capitals or not; in a damaged line anywhere. */
  text: z.string().max(500).optional(),
  /** Streams that people know by a name with the text in it: all their records match it. */
  textStreams: z.array(facetValue).max(10_000).optional(),
  /** Damaged lines alone. */
  damagedOnly: z.boolean().optional(),
});
type FacetShape = Record<LogFacet, z.ZodOptional<typeof choiceSchema>>;
export type LogFilter = z.output<typeof logFilterSchema>;

const question = {
  source: name.default(OWN_LOGS),
  /** Who asks, chosen by the page: a newer question of the same call and slot ends the older one, which answers `cancelled`. */
  slot: name.optional(),
};
const filtered = { ...question, filter: logFilterSchema.default({}) };
const buckets = z.int().min(1).max(1_000);

export const LOG_INPUT_SCHEMAS = {
  openLogs: z.strictObject({
    path: z
      .string()
      .min(1)
      .max(64 * 1024),
  }),
  closeLogs: z.strictObject({ source: name }),
  getLogIndex: z.strictObject({ source: name.default(OWN_LOGS) }),
  readLogPage: z.strictObject({
    ...filtered,
    /** The journal's order, or from its end. */
    order: z.enum(["newestFirst", "oldestFirst"]).default("newestFirst"),
    /** Rows that come after this place in `order`, the nearest first; or the rows right before it, still in `order`. Neither: from the start of `order`. */
    after: logPlaceSchema.optional(),
    before: logPlaceSchema.optional(),
    /** So many matches are passed over first: the rows under a scroll bar that was dragged. */
    skip: z.int().min(0).default(0),
    limit: z.int().min(1).max(1_000).default(200),
  }),
  summarizeLogs: z.strictObject({
    ...filtered,
    facets: z
      .array(z.enum(LOG_FACETS))
      .max(LOG_FACETS.length)
      .default([...LOG_FACETS]),
    /** Values of each facet, most first. */
    values: z.int().min(1).max(1_000).default(100),
    /** Of the histogram; 0: none. */
    buckets: z.int().min(0).max(1_000).default(120),
  }),
  groupLogs: z.strictObject({ ...filtered, buckets: buckets.default(24), limit: z.int().min(1).max(1_000).default(200) }),
  findLogRow: z.strictObject({ ...filtered, at: logPlaceSchema }),
  readLogLines: z.strictObject({ ...question, at: z.array(logPlaceSchema).min(1).max(1_000) }),
  readLogContext: z.strictObject({ ...question, at: logPlaceSchema, count: z.int().min(1).max(500).default(50) }),
} as const;
