import { nextPlayerDelay } from "../../shared/retry-delay.ts";
import { waitStatusOf } from "./classify-failure.ts";
import type { Evidence } from "./classify-failure.ts";
import { REQUEST_TICKS } from "./deadlines.ts";
import { createFailureLog } from "./failure-log.ts";
import { isGatewayStatus } from "./origin-watch.ts";
import type { OriginMember } from "./origin-watch.ts";
import { createPlayerViewStore } from "./player-view.ts";
import type { Sampler } from "./sampler.ts";
import { createSessionMonitor } from "./session-monitor.ts";
import type { SessionMonitor } from "./session-monitor.ts";
import { nextPace, startAttempt } from "./start-attempt.ts";
import type { Origin } from "./start-attempt.ts";
import type { StartPace } from "./start-scheduler.ts";
import type { AttemptFailure, PlayableStream, Player, PlayerPoolDeps, PlayerView } from "./types.ts";
import { TIMED_OUT } from "./whep-client.ts";
import type { WhepSession } from "./whep-session.ts";

export interface PlayerOptions {
  stream: PlayableStream;
  origin: Origin;
  sampler: Sampler;
  /** The players that are started. */
  active: Set<Player>;
}

/** An attempt from its place in the queue to its answer. */
interface PendingAttempt {
  controller: AbortController;
  /** Ticks of the present request; undefined while it waits for a start slot. */
  ticks: number | undefined;
}

/** Plays one stream, for ever: what it decides stands in the pure functions it asks; here their decisions are carried out. */
export function createPlayer(deps: PlayerPoolDeps, { stream, origin, sampler, active }: PlayerOptions): Player {
  const { wallClock, random, setTimeout, clearTimeout } = deps;
  const { view, update, dispatch, subscribe } = createPlayerViewStore(wallClock);
  const log = createFailureLog(stream, deps);
  let pace: StartPace = "untried";
  let enlarged = false;
  /** From start() to stop(). */
  let run: AbortController | undefined;
  let pending: PendingAttempt | undefined;
  let retryTimer: number | undefined;
  let monitor: SessionMonitor | undefined;
  /** The session has stalled, and is kept in case its frames return. */
  let stalled = false;

  const closeSession = (how: { atServer: boolean }): Promise<void> => {
    const closing = monitor?.session.close(how);
    monitor = undefined;
    stalled = false;
    return closing ?? Promise.resolve();
  };

  /** Gives up whatever would lead to the next attempt. */
  const cancelAttempt = () => {
    if (retryTimer !== undefined) clearTimeout(retryTimer);
    retryTimer = undefined;
    origin.watch.leaveWait(member);
    const { controller } = pending ?? {};
    pending = undefined;
    controller?.abort();
  };

  const waitForOrigin = (retryAfter?: number) => {
    dispatch("origin_down", { retryAt: undefined, originDownSince: origin.watch.downSince() });
    origin.watch.wait(member, retryAfter);
  };

  const member: OriginMember = {
    isEnlarged: () => enlarged,
    onTurn: () => void beginAttempt(),
    onDown() {
      const queued = pending !== undefined && pending.ticks === undefined;
      if (retryTimer === undefined && !queued) return;
      cancelAttempt();
      waitForOrigin();
    },
  };

  const beginAttempt = async () => {
    retryTimer = undefined;
    const attempt: PendingAttempt = { controller: new AbortController(), ticks: undefined };
    pending = attempt;
    dispatch("retry", { retryAt: undefined, originDownSince: origin.watch.downSince() });
    const { signal } = attempt.controller;
    const result = await origin.scheduler.run({ pace, isEnlarged: member.isEnlarged, signal }, (signal) => {
      attempt.ticks = 0;
      return startAttempt(deps, { stream, origin, signal, onPost: () => (attempt.ticks = 0) });
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
    if (opened.kind === "open") adoptSession(opened.session);
    else if (yielded && opened.kind !== "http_status") void beginAttempt();
    else failAttempt(opened);
  };

  const adoptSession = (session: WhepSession) => {
    void closeSession({ atServer: true });
    const adopted = createSessionMonitor(session, deps);
    monitor = adopted;
    dispatch("answered", { media: session.media, sessionId: session.id, statistics: undefined, originDownSince: undefined });
    session.watch({
      onConnected() {
        adopted.noteConnected();
        if (monitor === adopted && !stalled) dispatch("connected");
      },
      onEnded(evidence) {
        if (monitor === adopted) endSession(adopted, evidence);
      },
    });
  };

  const endSession = (ended: SessionMonitor, evidence: Evidence) => {
    const endedByServer = evidence.kind === "closed_by_server" || evidence.kind === "session_gone";
    if (stalled) {
      // Its failure is written already; `failed` may heal as long as the server still holds the session.
      if (endedByServer) void closeSession({ atServer: false });
      return;
    }
    const failure = recordFailure("failed", { evidence, ended });
    void closeSession({ atServer: !endedByServer });
    // Credentials for TURN may have expired.
    if (origin.iceServers?.length && ended.connectedFor() === undefined) origin.iceServers = undefined;
    update({ statistics: undefined, sessionId: undefined });
    planRetry(failure);
  };

  const failAttempt = (evidence: Evidence) => {
    const failure = recordFailure("failed", { evidence });
    // The kept session may be the one that fills the last place.
    if (/maximum reader count reached/.test(failure.serverError ?? "")) void closeSession({ atServer: true });
    if (evidence.kind === "no_answer" || isGatewayStatus(failure.statusCode ?? 0)) origin.watch.noteNoAnswer(member);
    planRetry(failure);
  };

  const recordFailure = (
    event: "failed" | "stalled",
    { evidence, ended }: { evidence: Evidence; ended?: SessionMonitor },
  ): AttemptFailure => {
    const failure = log.record(evidence, ended);
    dispatch(event, { failure, attempt: failure.attempt, failingSince: log.incidentSince() });
    deps.onFailure(failure);
    return failure;
  };

  const planRetry = (failure: AttemptFailure) => {
    const { attempt, retryAfter } = failure;
    if (origin.watch.downSince() !== undefined) return waitForOrigin(retryAfter);
    const delay = nextPlayerDelay({ attempt, statusCode: waitStatusOf(failure), retryAfter }, random());
    retryTimer = setTimeout(() => void beginAttempt(), delay);
    update({ retryAt: wallClock() + delay, originDownSince: undefined });
  };

  const noteFrames = () => {
    stalled = false;
    if (view().state === "playing") {
      log.noteHealthyTick();
      return;
    }
    cancelAttempt();
    dispatch("frames", { attempt: 0, failure: undefined, failingSince: undefined, retryAt: undefined, originDownSince: undefined });
  };

  const onTick = async (late: boolean) => {
    if (pending?.ticks !== undefined && ++pending.ticks >= REQUEST_TICKS) pending.controller.abort(TIMED_OUT);
    const checked = monitor;
    const verdict = await checked?.check(late);
    if (!checked || !verdict || monitor !== checked) return;
    update({ statistics: checked.statistics(), lastFrameAt: checked.lastFrameAt() ?? view().lastFrameAt });
    if (verdict.kind === "frames") return noteFrames();
    if (verdict.kind === "nothing" || stalled) return;
    if (verdict.evidence.kind !== "stalled") return endSession(checked, verdict.evidence);
    stalled = true;
    planRetry(recordFailure("stalled", { evidence: verdict.evidence, ended: checked }));
  };

  /** Holds the stream's lock until `signal`: of several windows one plays a stream, and the others are its spares. */
  const playWhileHeld = (signal: AbortSignal) => {
    if (signal.aborted) return undefined;
    dispatch("granted");
    const leaveOrigin = origin.watch.join(member);
    const leaveSampler = sampler.add((late) => void onTick(late));
    if (origin.watch.downSince() === undefined) void beginAttempt();
    else waitForOrigin();
    return new Promise<void>((release) => {
      signal.addEventListener("abort", () => {
        leaveSampler();
        leaveOrigin();
        release();
      });
    });
  };

  const player: Player = {
    stream,
    start() {
      if (run) return;
      const { signal } = (run = new AbortController());
      active.add(player);
      dispatch("start");
      // Refused only when stop() came first, or the page is going away.
      deps.locks.request(`whep-stream:${stream.id}`, { signal }, () => playWhileHeld(signal)).catch(() => undefined);
    },
    async stop() {
      active.delete(player);
      cancelAttempt();
      const closing = closeSession({ atServer: true });
      run?.abort();
      run = undefined;
      log.reset();
      dispatch("stop", NOTHING_SHOWN);
      await closing;
    },
    retryNow() {
      if (retryTimer === undefined && (view().originDownSince === undefined || pending)) return;
      cancelAttempt();
      void beginAttempt();
    },
    setEnlarged(value) {
      enlarged = value;
    },
    view,
    subscribe,
  };
  return player;
}

const NOTHING_SHOWN: Partial<PlayerView> = {
  attempt: 0,
  media: undefined,
  failure: undefined,
  failingSince: undefined,
  retryAt: undefined,
  originDownSince: undefined,
  statistics: undefined,
  sessionId: undefined,
};
