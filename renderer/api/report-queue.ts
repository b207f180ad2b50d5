import { nextHostDelay } from "../../shared/retry-delay.ts";
import { isApiError } from "./api-error.ts";
import { createListeners } from "../../shared/create-listeners.ts";

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

export interface ReportQueue<R> {
  /** Keeps a report until the host has it. */
  add(report: R): void;
  /** Ends the present wait: the host is known to be back. */
  sendNow(): void;
  state(): ReporterState;
  subscribe(listener: () => void): () => void;
}

export interface ReportQueueDeps<R, A> {
  send: (report: R) => Promise<A>;
  /** Unanswered calls at a time. */
  parallel: number;
  setTimeout: (callback: () => void, milliseconds: number) => unknown;
  random: () => number;
  onAnswer?: (report: R, answer: A) => void;
  onRefused: (report: R, message: string) => void;
}

interface Pending<R> {
  report: R;
  sending: boolean;
}

/** Sends in order and never gives up: the same report with the same id goes out again until the host has answered. */
export function createReportQueue<R, A>(deps: ReportQueueDeps<R, A>): ReportQueue<R> {
  const listeners = createListeners();
  const pending: Pending<R>[] = [];
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

  async function send(entry: Pending<R>): Promise<void> {
    entry.sending = true;
    underWay += 1;
    try {
      const answer = await deps.send(entry.report);
      failures = 0;
      remove(entry);
      deps.onAnswer?.(entry.report, answer);
      change({ retrying: false });
    } catch (error) {
      settleFailure(entry, error);
    }
    underWay -= 1;
    sendWaiting();
  }

  function settleFailure(entry: Pending<R>, error: unknown): void {
    entry.sending = false;
    if (isApiError(error) && error.code === "invalid_input") {
      remove(entry);
      change({ refused: state.refused + 1 });
      deps.onRefused(entry.report, error.message);
      return;
    }
    if (paused) return;
    paused = true;
    failures += 1;
    change({ retrying: true });
    deps.setTimeout(sendNow, nextHostDelay(failures, deps.random()));
  }

  function remove(entry: Pending<R>): void {
    const index = pending.indexOf(entry);
    if (index >= 0) pending.splice(index, 1);
  }

  function dropOldest(): void {
    const index = pending.findIndex(({ sending }) => !sending);
    pending.splice(Math.max(0, index), 1);
    change({ dropped: state.dropped + 1 });
  }

  return {
    add(report) {
      pending.push({ report, sending: false });
      if (pending.length > MOST_UNANSWERED) dropOldest();
      change();
      sendWaiting();
    },
    sendNow,
    state: () => state,
    subscribe: listeners.add,
  };
}
