import type { ErrorReport, RecordedFailure } from "../../shared/api-names.ts";
import { nextHostDelay } from "../../shared/retry-delay.ts";
import type { AttemptFailure } from "../whep/types.ts";
import { isApiError } from "./api-error.ts";
import { createListeners } from "./create-listeners.ts";
import { makeErrorReport } from "./make-error-report.ts";
import type { ReportOrigin } from "./make-error-report.ts";

/** So many unanswered reports are kept; beyond it the oldest are dropped and counted. */
export const MOST_UNANSWERED = 1_000;

/** A new object for each change. */
export interface ReporterState {
  /** Reports the host has not said yes to. */
  waiting: number;
  /** The last answer was a failure, so what waits will wait longer than a moment. */
  retrying: boolean;
  /** Reports lost because too many waited. */
  dropped: number;
  /** Reports the host will never take (`invalid_input`). */
  refused: number;
}

export interface ErrorReporter {
  /** Gives the failure its id and time, and keeps it until the host has it. */
  report(failure: AttemptFailure): void;
  /** What the host found out about this failure, once it has answered and while it is its stream's latest. */
  findRecorded(failure: AttemptFailure): RecordedFailure | undefined;
  /** Ends the present wait: the host is known to be back. */
  sendNow(): void;
  state(): ReporterState;
  subscribe(listener: () => void): () => void;
}

export interface ErrorReporterDeps {
  send: (report: ErrorReport) => Promise<RecordedFailure>;
  /** Unanswered calls at a time. */
  parallel: number;
  origin: ReportOrigin;
  /** An id that sorts by the time given. */
  makeId: (at: number) => string;
  setTimeout: (callback: () => void, milliseconds: number) => unknown;
  random: () => number;
  /** One line for each report. */
  log: (line: string) => void;
}

interface Pending {
  report: ErrorReport;
  sending: boolean;
}

/** Sends in order and never gives up: the same id goes out again until the host has answered, so a lost answer makes no second record. */
export function createErrorReporter(deps: ErrorReporterDeps): ErrorReporter {
  const listeners = createListeners();
  const pending: Pending[] = [];
  const latest = new Map<string, { at: string; recorded: RecordedFailure }>();
  let state: ReporterState = { waiting: 0, retrying: false, dropped: 0, refused: 0 };
  let underWay = 0;
  let failures = 0;
  let paused = false;

  function change(counts: Partial<ReporterState> = {}): void {
    state = { ...state, ...counts, waiting: pending.length };
    listeners.notify();
  }

  function sendNow(): void {
    paused = false;
    sendWaiting();
  }

  function sendWaiting(): void {
    for (const entry of pending) {
      if (paused || underWay >= deps.parallel) return;
      if (!entry.sending) void send(entry);
    }
  }

  async function send(entry: Pending): Promise<void> {
    entry.sending = true;
    underWay += 1;
    try {
      const recorded = await deps.send(entry.report);
      failures = 0;
      remove(entry);
      latest.set(entry.report.streamId, { at: entry.report.timestamp, recorded });
      change({ retrying: false });
    } catch (error) {
      settleFailure(entry, error);
    }
    underWay -= 1;
    sendWaiting();
  }

  function settleFailure(entry: Pending, error: unknown): void {
    entry.sending = false;
    if (isApiError(error) && error.code === "invalid_input") {
      remove(entry);
      change({ refused: state.refused + 1 });
      deps.log(`[mtx-watch] the host refused report ${entry.report.id}: ${error.message}`);
      return;
    }
    if (paused) return;
    paused = true;
    failures += 1;
    change({ retrying: true });
    deps.setTimeout(sendNow, nextHostDelay(failures, deps.random()));
  }

  function remove(entry: Pending): void {
    const index = pending.indexOf(entry);
    if (index >= 0) pending.splice(index, 1);
  }

  function dropOldest(): void {
    const index = pending.findIndex(({ sending }) => !sending);
    pending.splice(Math.max(0, index), 1);
    change({ dropped: state.dropped + 1 });
  }

  return {
    report(failure) {
      const report = makeErrorReport(failure, deps.makeId(failure.at), deps.origin);
      deps.log(`[mtx-watch] ${report.streamId} ${report.reason}: ${report.errorMessage} (${report.whepUrl}, ${report.id})`);
      pending.push({ report, sending: false });
      if (pending.length > MOST_UNANSWERED) dropOldest();
      change();
      sendWaiting();
    },
    findRecorded(failure) {
      const last = latest.get(failure.streamId);
      return last?.at === new Date(failure.at).toISOString() ? last.recorded : undefined;
    },
    sendNow,
    state: () => state,
    subscribe: listeners.add,
  };
}
