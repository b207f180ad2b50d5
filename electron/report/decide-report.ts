import { addMonths, toMonth } from "../../shared/report-month.ts";

export interface ReportSituation {
  at: number;
  /** Months (`YYYY-MM`) that have been seen to: written, or found to have nothing to write. In any order: a clock may have been wrong. */
  done: readonly string[];
}

export type ReportDecision = { kind: "write"; month: string } | { kind: "wait"; until: number };

/**
 * Local hour of the first day of a month at which the last one is written: what pages had not told yet has come, and nobody watches the clock.
 * A PC that is off then does it when it is on.
 */
const HOUR = 3;

/** What to do about the monthly report now. Only the last month is ever written, and once. */
export function decideReport({ at, done }: ReportSituation): ReportDecision {
  const month = addMonths(toMonth(at), -1);
  if (done.includes(month)) return { kind: "wait", until: dueTime(addMonths(month, 1)) };
  const due = dueTime(month);
  return at >= due ? { kind: "write", month } : { kind: "wait", until: due };
}

/** When a month is to be written. */
function dueTime(month: string): number {
  const [year = 0, number = 1] = addMonths(month, 1).split("-").map(Number);
  return new Date(year, number - 1, 1, HOUR).getTime();
}
