import { nextPlayerDelay } from "../../shared/retry-delay.ts";
import { waitStatusOf } from "./classify-failure.ts";
import type { Evidence } from "./classify-failure.ts";
import { REQUEST_TICKS } from "./deadlines.ts";
import type { OfferStock } from "./offer-stock.ts";
import type { OriginMember } from "./origin-watch.ts";
import type { PlayerViewStore } from "./player-view.ts";
import { nextPace, startAttempt } from "./start-attempt.ts";
import type { Origin } from "./start-attempt.ts";
import type { StartPace } from "./start-scheduler.ts";
import type { Failure, PlayableStream, PlayerPoolDeps } from "./types.ts";
import { TIMED_OUT } from "./whep-client.ts";
import type { WhepSession } from "./whep-session.ts";

export interface AttemptLoopOptions {
  stream: PlayableStream;
  origin: Origin;
  offers: OfferStock;
  store: PlayerViewStore;
  isEnlarged: () => boolean;
  /** An attempt begins: whatever else was tried has had its time. */
  onBegin: () => void;
  onOpened: (session: WhepSession) => void;
  onFailed: (evidence: Evidence) => void;
}

/** One stream's attempts, one after the other: the wait before each, its turn among the origin's streams, and its deadline. */
export interface AttemptLoop {
  /** Takes part in its origin's ups and downs until the returned function is called. */
  join(): () => void;
  /** Begins an attempt, or waits for the origin while that is down. */
  begin(): void;
  /** Begins the next one when the time has come. */
  planAfter(failure: Failure & { attempt: number }): void;
  /** Begins the next one in so many milliseconds, if it waits for its time. */
  replan(milliseconds: number): void;
  /** The last one got no HTTP answer, or that of a gateway which got none. */
  noteNoAnswer(): void;
  /** Gives up whatever would lead to the next attempt, without a word. */
  cancel(): void;
  /** Ends the present wait, if it waits. */
  hurry(): void;
  /** One more second of the present request. */
  tick(): void;
}

/** An attempt from its place in the queue to its answer. */
interface PendingAttempt {
  controller: AbortController;
  /** Ticks of the present request; undefined while it waits for a start slot. */
  ticks: number | undefined;
}

export function createAttemptLoop(
  deps: PlayerPoolDeps,
  { stream, origin, offers, store, isEnlarged, onBegin, onOpened, onFailed }: AttemptLoopOptions,
): AttemptLoop {
  const { wallClock, random, setTimeout, clearTimeout } = deps;
  const { watch, scheduler } = origin;
  let pace: StartPace = "untried";
  let pending: PendingAttempt | undefined;
  let retryTimer: number | undefined;

  const cancel = () => {
    if (retryTimer !== undefined) clearTimeout(retryTimer);
    retryTimer = undefined;
    watch.leaveWait(member);
    const { controller } = pending ?? {};
    pending = undefined;
    controller?.abort();
  };

  const waitForOrigin = (retryAfter?: number) => {
    store.dispatch("origin_down", { retryAt: undefined, originDownSince: watch.downSince() });
    watch.wait(member, retryAfter);
    offers.prepare(watch.waiting());
  };

  const member: OriginMember = {
    isEnlarged,
    onTurn: () => void start(),
    onDown() {
      const queued = pending !== undefined && pending.ticks === undefined;
      if (retryTimer === undefined && !queued) return;
      cancel();
      waitForOrigin();
    },
  };

  const start = async () => {
    retryTimer = undefined;
    const attempt: PendingAttempt = { controller: new AbortController(), ticks: undefined };
    pending = attempt;
    onBegin();
    store.dispatch("retry", { retryAt: undefined, originDownSince: watch.downSince() });
    const { signal } = attempt.controller;
    const result = await scheduler.run({ pace, isEnlarged, signal }, (slot) => {
      attempt.ticks = 0;
      return startAttempt(deps, { stream, origin, offers, slot });
    });
    if (!result) return;
    const { value, yielded } = result;
    const { opened } = value;
    if (pending !== attempt) {
      if (opened.kind === "open") void opened.session.close({ atServer: true });
      return;
    }
    pending = undefined;
    pace = yielded ? "slow" : nextPace(pace, value);
    if (opened.kind === "open") onOpened(opened.session);
    else if (yielded && opened.kind !== "http_status") void start();
    else onFailed(opened);
  };

  const plan = (delay: number) => {
    retryTimer = setTimeout(() => void start(), delay);
    store.update({ retryAt: wallClock() + delay, originDownSince: undefined });
  };

  return {
    join: () => watch.join(member),
    begin() {
      if (watch.downSince() === undefined) void start();
      else waitForOrigin();
    },
    planAfter(failure) {
      const { attempt, retryAfter } = failure;
      if (watch.downSince() !== undefined) return waitForOrigin(retryAfter);
      const settling = watch.isSettling();
      const delay = nextPlayerDelay({ attempt, statusCode: waitStatusOf(failure), retryAfter, settling }, random());
      plan(delay);
    },
    replan(milliseconds) {
      if (retryTimer === undefined) return;
      clearTimeout(retryTimer);
      plan(milliseconds);
    },
    noteNoAnswer: () => watch.noteNoAnswer(member),
    cancel,
    hurry() {
      if (retryTimer === undefined && (store.view().originDownSince === undefined || pending)) return;
      cancel();
      void start();
    },
    tick() {
      if (pending?.ticks !== undefined && ++pending.ticks >= REQUEST_TICKS) pending.controller.abort(TIMED_OUT);
    },
  };
}
