/** What the log history answers: the log viewer, the dashboard and `npm run logs` speak this. */
import type { z } from "zod";
import type { DeliveryState, LogFacet } from "./log-facets.ts";
import type { LOG_INPUT_SCHEMAS, LogPlace } from "./log-search.ts";

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
