/** What is asked of the history and what it answers: the log viewer, the dashboard and `npm run logs` speak this. */
import { z } from "zod";
import { LIMITS } from "./limits.ts";
import type { DeliveryState, LogFacet } from "./log-facets.ts";
import { DELIVERY_STATES, LOG_FACETS, MOST_CHOSEN, OWN_LOGS } from "./log-facets.ts";

export { DELIVERY_STATES, LOG_FACETS, OWN_LOGS };
export type { DeliveryState, LogFacet };

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

/** Inputs as a caller writes them: what has a default may be left out. */
type Input<K extends keyof typeof LOG_INPUT_SCHEMAS> = z.input<(typeof LOG_INPUT_SCHEMAS)[K]>;

/**
 * The history's calls. Next and previous error, or day: `readLogPage` with `limit: 1` from a place, or with a narrower range. Live tail:
 * at each `logsGrew`, `readLogPage` oldest first after the newest row one has.
 */
export interface LogApi {
  /**
   * A folder of `*.jsonl` and `*.jsonl.gz`, or one such file, of another PC, or several of them, one path a line: one source, in the
   * order of the dates in their names. Nothing is opened when one of them holds no logs.
   */
  openLogs(input: Input<"openLogs">): Promise<LogSource | NoLogs>;
  closeLogs(input: Input<"closeLogs">): Promise<Record<string, never>>;
  getLogIndex(input: Input<"getLogIndex">): Promise<LogIndex>;
  readLogPage(input: Input<"readLogPage">): Promise<LogPage>;
  summarizeLogs(input: Input<"summarizeLogs">): Promise<LogSummary>;
  groupLogs(input: Input<"groupLogs">): Promise<LogGroups>;
  readLogContext(input: Input<"readLogContext">): Promise<LogContext>;
  /** How many rows of `readLogPage` are newer than this one; none said: it is none of them. */
  findLogRow(input: Input<"findLogRow">): Promise<{ newer?: number }>;
  readLogLines(input: Input<"readLogLines">): Promise<LogLines>;
}

export interface LogSource {
  source: string;
  path: string;
  files: number;
  /** On disk. */
  bytes: number;
}

export interface NoLogs {
  /** Of the paths that were asked for those without logs; of very many the first ones. */
  empty: string[];
}

export interface LogIndex {
  source: string;
  /** `unavailable`: this machine cannot load the search engine, or has no room for the index; pages and contexts are still read, by scanning, the rest is refused. */
  state: "building" | "ready" | "unavailable";
  /** Of the files as they are on disk. */
  bytesDone: number;
  bytesTotal: number;
  /** Records and damaged lines so far. */
  lines: number;
}

/** What a record is counted and chosen by. `""`: it has none. */
export interface LogFields {
  /** ISO, UTC; absent when the record has no readable one. */
  time?: string;
  type: string;
  reason: string;
  stream: string;
  /** host:port of its whepUrl. */
  server: string;
  status: string;
  /** The PC: its name, else its host name, else its id. */
  client: string;
  message: string;
  fingerprint: string;
}

export interface LogRow {
  at: LogPlace;
  /** Absent: the line is damaged. */
  fields?: LogFields;
  /** A damaged line's beginning. */
  damaged?: string;
  delivery: DeliveryState;
  /** Central's words, and its status, when it was rejected. */
  rejection?: { reason: string; status: number };
}

export interface LogPage {
  rows: LogRow[];
  /** No further rows that way, as far as is known: true only once everything was looked at. */
  isEnd: boolean;
  index: LogIndex;
}

export interface LogSummary {
  /** Records that match; exact once the index is ready. */
  records: number;
  /** Rows of `readLogPage`: the matching records, and the damaged lines that stand among them. */
  rows: number;
  /** Damaged lines in the range, whatever else is chosen: they are never hidden. */
  damaged: number;
  /** Matching records without a readable time: in no bucket. */
  untimed: number;
  /** Counted as if the facet itself had no choice, so that its other values can be seen; most first. */
  facets: Partial<Record<LogFacet, { value: string; count: number }[]>>;
  histogram: LogHistogram | undefined;
  index: LogIndex;
}

/** The filter's range, or that of the matching records, in equal parts. */
export interface LogHistogram {
  from: string;
  until: string;
  /** Milliseconds. */
  width: number;
  /** For each error type the records in each part. */
  types: Record<string, number[]>;
}

export interface LogGroup {
  /** `v1:` and a hash: later versions of the algorithm do not break older links. */
  fingerprint: string;
  type: string;
  reason: string;
  status: string;
  /** Of the newest record. */
  message: string;
  count: number;
  /** How many have it. */
  streams: number;
  firstSeen?: string;
  lastSeen?: string;
  /** Records in each part of the groups' common range. */
  trend: number[];
  newest: LogPlace;
}

export interface LogGroups {
  groups: LogGroup[];
  /** How many there are in all. */
  total: number;
  from?: string;
  until?: string;
  index: LogIndex;
}

export interface LogLines {
  /**
   * The lines of the first places that were asked for, at least one and as many as have 4 MiB in all: ask on with the places that are
   * left. As they stand in the file, of one longer than 1 MiB the beginning; null where there is no line (any more).
   */
  lines: (string | null)[];
}

export interface LogContext {
  /** The line of the place as it stands in the file; of one longer than 1 MiB the beginning. */
  line: string;
  /** The place's own row in the middle, oldest first, whatever the filter. */
  rows: LogRow[];
  /** Other streams' records of the same second (UTC). */
  sameSecond: LogRow[];
}
