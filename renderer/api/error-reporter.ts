import type { ErrorReport, RecordedFailure } from "../../shared/record.ts";
import type { AttemptFailure } from "../whep/types.ts";
import { makeErrorReport } from "./make-error-report.ts";
import type { ReportOrigin } from "./make-error-report.ts";
import { createReportQueue } from "./report-queue.ts";
import type { ReportQueue, ReportQueueDeps } from "./report-queue.ts";

export interface ErrorReporter extends Pick<ReportQueue<ErrorReport>, "sendNow" | "state" | "subscribe"> {
  /** Gives the failure its id and time, and keeps it until the host has it. */
  report(failure: AttemptFailure): void;
  /** What the host found out about this failure, once it has answered and while it is its stream's latest. */
  findRecorded(failure: AttemptFailure): RecordedFailure | undefined;
}

export interface ErrorReporterDeps extends Pick<
  ReportQueueDeps<ErrorReport, RecordedFailure>,
  "send" | "parallel" | "setTimeout" | "random"
> {
  origin: ReportOrigin;
  /** An id that sorts by the time given. */
  makeId: (at: number) => string;
  /** One line for each report. */
  log: (line: string) => void;
}

/** Reports each failure once: the same id goes out again until the host has answered, so a lost answer makes no second record. */
export function createErrorReporter(deps: ErrorReporterDeps): ErrorReporter {
  const latest = new Map<string, { at: string; recorded: RecordedFailure }>();
  const { add, ...queue } = createReportQueue<ErrorReport, RecordedFailure>({
    ...deps,
    onAnswer: ({ streamId, timestamp }, recorded) => latest.set(streamId, { at: timestamp, recorded }),
    onRefused: ({ id }, message) => deps.log(`[mtx-watch] the host refused report ${id}: ${message}`),
  });

  return {
    report(failure) {
      const report = makeErrorReport(failure, deps.makeId(failure.at), deps.origin);
      deps.log(`[mtx-watch] ${report.streamId} ${report.reason}: ${report.errorMessage} (${report.whepUrl}, ${report.id})`);
      add(report);
    },
    findRecorded(failure) {
      const last = latest.get(failure.streamId);
      return last?.at === new Date(failure.at).toISOString() ? last.recorded : undefined;
    },
    ...queue,
  };
}
