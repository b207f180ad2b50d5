import type { LongOutage } from "../statistics-api.ts";

/** What is said of a history. Times are Unix milliseconds unless told otherwise. */
export type PatternFinding = Rhythm | RateChange | Together;

export interface FindingBase {
  /** Ids, in order. */
  streams: string[];
  /** What it rests on, never fewer than LEAST_COUNT: incidents of a rhythm and of a changed rate, moments of streams that fail together. */
  count: number;
  /** The time that was looked at: since somebody first watched one of the streams. */
  from: number;
  to: number;
  /** How likely mere chance does as much, after all questions of its kind; 0 to CHANCE_OF_A_KIND. */
  chance: number;
  /** What it rests on, the newest first, at most MOST_INCIDENTS. */
  incidents: LongOutage[];
}

export type RhythmPeriod = "hour" | "day" | "week";

/** Streams that fail at the same time of each hour, day or week. */
export interface Rhythm extends FindingBase {
  kind: "rhythm";
  /** Of the surest of the stream's periods: what comes every week comes at the same time of the day, too, though the weeks alone may be too few to say so. */
  chance: number;
  period: RhythmPeriod;
  /** The middle, in milliseconds from the period's begin by the clock on the wall; a week begins on Sunday. */
  at: number;
  /** The incidents are no further away from it, in milliseconds. */
  within: number;
  /** All incidents of these streams: `count` of so many. */
  of: number;
}

/** A stream that fails more or less often than it did. */
export interface RateChange extends FindingBase {
  kind: "rate";
  /** More often than before. */
  isMore: boolean;
  /** A local midnight. */
  since: number;
  /** Incidents for each day of up time; of several streams on average. */
  before: number;
  after: number;
}

/** Streams that begin to fail within CLOSE of each other: they may hang on the same switch, power supply or site. */
export interface Together extends FindingBase {
  kind: "together";
  /** So many of these moments would come by chance, at most: the meetings of any two of the streams. */
  expected: number;
}

/** Nothing is said of fewer. */
export const LEAST_COUNT = 5;
export const MOST_INCIDENTS = 100;
