/** What a run reports. Host and collector keep a journal of each. */
export const REPORT_KINDS = ["failures", "states", "alarms"] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export function eachKind<T>(make: (kind: ReportKind) => T): Record<ReportKind, T> {
  return { failures: make("failures"), states: make("states"), alarms: make("alarms") };
}

/** The names of the journals' folders in `logs/`, of the host's cursors over them, and of the collector's indexes. */
export const JOURNAL_FILES: Record<ReportKind, { folder: string; cursor: string; index: string }> = {
  failures: { folder: "mediamtx_errors", cursor: "central", index: "index.sqlite" },
  states: { folder: "states", cursor: "states", index: "states.sqlite" },
  alarms: { folder: "alarms", cursor: "central-alarms", index: "alarms.sqlite" },
};

/** By which call of the collector they arrive. */
export function kindOfPath(path: string): ReportKind {
  if (path.endsWith("/states")) return "states";
  return path.endsWith("/alarms") ? "alarms" : "failures";
}

/** A failure in so many comes with a change of state, and one in so many with what a person does to an alarm. */
const FAILURES_OF_ONE: Record<ReportKind, number> = { failures: 1, states: 10, alarms: 50 };

/** How many of a kind come with the first so many failures. */
export function countWith(failures: number, kind: ReportKind): number {
  return Math.floor(failures / FAILURES_OF_ONE[kind]);
}
