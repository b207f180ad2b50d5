import { addMonths, toMonth } from "../../shared/report-month.ts";

export interface ReportSituation {
  at: number;
  /** `YYYY-MM` of the last month that has been seen to: written, or found to have nothing to write. */
  done: string | undefined;
  /** When the last attempt failed; absent: none has since one succeeded. */
  failedAt?: number;
}

export type ReportDecision = { kind: "write"; month: string } | { kind: "wait"; until: number };

/**
 * Local hour of the first day of a month at which the last one is written: what pages had not told yet has come, and nobody watches the clock.
 * A PC that is off then does it when it is on.
 */
const HOUR = 3;
/** After a failure, milliseconds: a full disk is not emptied within a minute. */
const RETRY_PAUSE = 600_000;

/** What to do about the monthly report now. Only the last month is ever written, and once. */
export function decideReport({ at, done, failedAt }: ReportSituation): ReportDecision {
  const month = addMonths(toMonth(at), -1);
  if (done !== undefined && done >= month) return { kind: "wait", until: dueTime(addMonths(month, 1)) };
  const due = Math.max(dueTime(month), failedAt === undefined ? 0 : failedAt + RETRY_PAUSE);
  return at >= due ? { kind: "write", month } : { kind: "wait", until: due };
}

/** When a month is to be written. */
function dueTime(month: string): number {
  const [year = 0, number = 1] = addMonths(month, 1).split("-").map(Number);
  return new Date(year, number - 1, 1, HOUR).getTime();
}
