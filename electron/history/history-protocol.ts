/** What host and history process say to each other, one message each. */
import type { z } from "zod";
import type { ALARM_HISTORY_INPUT_SCHEMAS } from "../../shared/alarm-history-api.ts";
import type { LogIndex } from "../../shared/log-api.ts";
import type { LOG_INPUT_SCHEMAS, LogPlace } from "../../shared/log-search.ts";
import type { ErrorCode } from "../../shared/api-names.ts";
import type { DeliveryMarks } from "./delivery-marks.ts";
import type { PATTERN_QUESTION_SCHEMAS } from "../../shared/patterns-api.ts";
import type { REPORT_INPUT_SCHEMAS } from "../../shared/report/report-api.ts";
import type { Settings } from "../../shared/settings.ts";
import type { ReportFilesOptions } from "../report/make-report-files.ts";
import type { STATISTICS_INPUT_SCHEMAS } from "../../shared/statistics-api.ts";

/** What each call that the process answers is given; sources are opened and closed by it too, by their path. */
export type HistoryInputs = {
  [K in keyof typeof LOG_INPUT_SCHEMAS]: z.output<(typeof LOG_INPUT_SCHEMAS)[K]> & {
    /** Where the filter asks for outages: which streams were in maintenance then. */
    settings?: StreamsInSettings;
  };
} & {
  readStatistics: StatisticsQuestion;
  listOutages: OutagesQuestion;
  readReport: ReportQuestion;
  makeReport: FilesQuestion;
  findPatterns: PatternsQuestion;
  findSimilar: SimilarQuestion;
} & { [K in keyof typeof ALARM_HISTORY_INPUT_SCHEMAS]: z.output<(typeof ALARM_HISTORY_INPUT_SCHEMAS)[K]> };
export type HistoryCall = keyof HistoryInputs;

/** As it was asked, and what the settings say of the streams at that moment. */
export type StatisticsQuestion = z.output<(typeof STATISTICS_INPUT_SCHEMAS)["readStatistics"]> & { settings: StreamsInSettings };
export type OutagesQuestion = z.output<(typeof STATISTICS_INPUT_SCHEMAS)["listOutages"]> & { settings: StreamsInSettings };
export type ReportQuestion = z.output<(typeof REPORT_INPUT_SCHEMAS)["readReport"]> & {
  settings: StreamsInSettings & Pick<Settings, "report">;
};
/** A month as files, for the host itself. */
export interface FilesQuestion extends Omit<ReportFilesOptions, "settings"> {
  month: string;
  settings: ReportQuestion["settings"] & Pick<Settings, "client">;
}
export interface FilesMade {
  /** Something of the month, or of one before, is kept here: else there is nothing to report, not even that nobody looked. */
  isKnown: boolean;
  /** What is no text as base64: the line between host and process carries JSON. */
  files: { name: string; content: string; isText: boolean }[];
}
export type PatternsQuestion = z.output<(typeof PATTERN_QUESTION_SCHEMAS)["findPatterns"]> & { settings: StreamsInSettings };
export type SimilarQuestion = z.output<(typeof PATTERN_QUESTION_SCHEMAS)["findSimilar"]> & { settings: StreamsInSettings };
export type StreamsInSettings = Pick<Settings, "servers" | "streams" | "maintenance">;

export interface HistoryConfig {
  dataDir: string;
}

export type ToHistory =
  | { kind: "configure"; config: HistoryConfig }
  /** `input` is parsed already. `paths`: the opened sources, by their names. */
  | { kind: "ask"; id: number; call: HistoryCall; input: unknown; marks: DeliveryMarks; paths: Record<string, string> }
  /** The own journal has grown. */
  | { kind: "grown" };

export type FromHistory =
  | { kind: "answer"; id: number; value: unknown }
  | { kind: "refusal"; id: number; code: ErrorCode; message: string }
  | { kind: "grew"; source: string; end: LogPlace }
  | { kind: "index"; index: LogIndex }
  | { kind: "log"; message: string };

/** One end of the line between the two, whatever carries it. */
export interface HistoryChannel {
  send(message: ToHistory): void;
  onMessage(listener: (message: FromHistory) => void): void;
  /** The process is gone, for whatever reason. */
  onEnd(listener: () => void): void;
  kill(): void;
}
