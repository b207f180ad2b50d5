/** What the dashboard and the monthly report ask, and the figures they are told. The definitions are those of shared/statistics. */
import { z } from "zod";
import { OWN_LOGS } from "./log-facets.ts";
import type { LogIndex } from "./log-api.ts";
import { REASON_NAMES } from "./reasons.ts";
import type { ErrorType, Reason } from "./reasons.ts";
import type { Disagreement } from "./statistics/find-disagreements.ts";
import type { LengthClass } from "./statistics/outage-lengths.ts";
import type { CalendarDay } from "./statistics/over-time.ts";
import type { KindOfTime, TimeSums } from "./statistics/partition.ts";
import type { Cause } from "./statistics/rank-causes.ts";
import type { StepScore } from "./statistics/score-steps.ts";
import type { StreamMeasure } from "./statistics/measure-stream.ts";

const name = z.string().min(1).max(200);

const windowed = {
  /** Whose logs: this PC's own, or others that were opened (`openLogs`): of one PC, of several, or a collector's. */
  source: name.default(OWN_LOGS),
  /** Who asks, as in the log search: a newer question of the same call and slot ends the older one, which answers `cancelled`. */
  slot: name.optional(),
  /** UTC; from inclusive, until exclusive. What lies ahead is left out: a window that reaches beyond now ends now. */
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Only these streams, and only those of these servers (host:port), both at once; empty or absent: all. */
  streams: z.array(name).max(10_000).optional(),
  servers: z.array(z.string().max(300)).max(1_000).optional(),
};

export const STATISTICS_INPUT_SCHEMAS = {
  readStatistics: z.strictObject({
    ...windowed,
    /** Pieces into which a stream's timeline is cut at most; 0: no timelines. */
    pieces: z.int().min(0).max(1_000).default(200),
  }),
  listOutages: z.strictObject({
    ...windowed,
    /** Milliseconds without a picture: at least so many, and fewer than so many. */
    longerThan: z.number().min(0).optional(),
    shorterThan: z.number().min(0).optional(),
    /** `null`: those that waited for a server that others had found dead. Absent: whatever the reason. */
    reason: z.enum(REASON_NAMES).nullable().optional(),
    limit: z.int().min(1).max(1_000).default(200),
  }),
} as const;

export interface StatisticsApi {
  /** Refused (`invalid_input`) for a window that is empty, longer than 400 days, or lies ahead. */
  readStatistics(input: z.input<(typeof STATISTICS_INPUT_SCHEMAS)["readStatistics"]>): Promise<Statistics>;
  /** The incidents that `readStatistics` counts in the same window. Refused as it is. */
  listOutages(input: z.input<(typeof STATISTICS_INPUT_SCHEMAS)["listOutages"]>): Promise<OutageList>;
}

/** Incidents are what is counted; lines (records of the error journal) are the second column. All moments in here are Unix milliseconds. */
export interface Statistics {
  /** The window that was looked at. */
  from: number;
  to: number;
  /** Local midnight of the first day of which anything is kept, in the window or not; absent: there is none. */
  firstDay?: number;
  whole: WholeFigures;
  /** PCs that watched any of the streams at any time of the window: the figures rest on what they saw. */
  observers: { id: string; name: string }[];
  /** Where PCs do not see the same: what lasts and the newest first, MOST_DISAGREEMENTS at most, of `total`. */
  disagreements: { list: Disagreement[]; total: number };
  /** Worst first. Streams of the settings, and whichever else was seen in the window. */
  streams: StreamFigures[];
  /** Bounds of `byType` and of each stream's `trend`: local midnights, full local hours in a window of three days or less. */
  edges: number[];
  /** Incidents that began in each bucket. */
  byType: Record<ErrorType, number[]>;
  /** One entry for each local day, all streams together; `unknown` beside the counted time. */
  days: CalendarDay[];
  /** Incidents that began in each local hour of each weekday: 7 rows (0 is Sunday) of 24. */
  hourOfWeek: number[][];
  /** Most incidents first. `null`: the stream waited for a server that others had found dead. */
  reasons: Cause<Reason | null>[];
  servers: Cause<string>[];
  lengths: LengthClass[];
  /** How the steps of recovery have done. */
  steps: StepScore[];
  /** Twenty at most, the longest first. */
  longest: LongOutage[];
  /** Lines of the state journal that could not be read. */
  damaged: number;
  /** Absent until the index of the error journal is ready: ask again at `logIndexChanged`. */
  lines?: LineCounts;
  index: LogIndex;
}

export const MOST_DISAGREEMENTS = 100;

/** All streams together. */
export interface WholeFigures extends TimeSums {
  /** Absent: nothing was observed. */
  availability?: number;
  incidents: number;
  /** Streams that were observed at any time in the window. */
  streams: number;
}

/** `availability`, `meanTimeBetweenFailures` and `repair` are absent where there is no figure. */
export interface StreamFigures extends StreamMeasure {
  /** Of the settings as they are now. */
  isConfigured: boolean;
  /** What it was at the window's end, and from when on. */
  state: KindOfTime;
  since: number;
  /** Of the outage that goes on at the window's end, where it has one. */
  reason?: Reason;
  /** Availability in each bucket of `edges`; null: not observed in it. */
  trend: (number | null)[];
  /** In order and without a gap. */
  timeline: TimelinePiece[];
}

/**
 * A piece is no shorter than the window divided by `pieces`, so that it can be seen: shorter ones are joined with what stands beside them,
 * and what is joined is shown as the worst of it (down before unknown before maintenance before up).
 */
export interface TimelinePiece {
  kind: KindOfTime;
  from: number;
  to: number;
  /** Of its first outage. */
  reason?: Reason;
}

/** One incident. It ends at the window's end where it goes on there, and begins at its beginning where it is older. */
export interface LongOutage {
  streamId: string;
  server: string;
  from: number;
  to: number;
  /** Milliseconds without a picture: less than from `from` to `to` where it came back for a moment, or nobody looked. */
  down: number;
  /** The first that was given; absent: the stream waited for a server that others had found dead. */
  reason?: Reason;
}

export interface OutageList {
  /** The newest first, `limit` at most. */
  outages: LongOutage[];
  /** How many there are in all. */
  total: number;
}

/** Records of the error journal in the window; `""` is the name of what has none. */
export interface LineCounts {
  total: number;
  streams: Record<string, number>;
  servers: Record<string, number>;
  reasons: Record<string, number>;
  /** In each bucket of `edges`. */
  byType: Record<string, number[]>;
  /** For each entry of `days`. */
  days: number[];
  hourOfWeek: number[][];
}
