import { createAttemptLoop } from "./attempt-loop.ts";
import type { Evidence } from "./classify-failure.ts";
import { createFailureLog } from "./failure-log.ts";
import type { OfferStock } from "./offer-stock.ts";
import { isGatewayStatus } from "./origin-watch.ts";
import { createPlayerViewStore, NO_SESSION, NOTHING_SHOWN } from "./player-view.ts";
import { createLadder } from "./recovery-ladder.ts";
import { createRetiredSessions } from "./retired-sessions.ts";
import type { Sampler, Tick } from "./sampler.ts";
import { createSessionMonitor } from "./session-monitor.ts";
import type { SessionMonitor } from "./session-monitor.ts";
import type { Origin } from "./start-attempt.ts";
import type { AttemptFailure, PlayableStream, Player, PlayerPoolDeps } from "./types.ts";
import { judgeWaking, WAKING } from "./waking.ts";
import type { WakingMemory } from "./waking.ts";
import type { WhepSession } from "./whep-session.ts";

export interface PlayerOptions {
  stream: PlayableStream;
  origin: Origin;
  offers: OfferStock;
  sampler: Sampler;
  /** The players that are started. */
  active: Set<Player>;
}

/** Plays one stream, for ever: what it decides stands in the pure functions it asks; here their decisions are carried out. */
export function createPlayer(deps: PlayerPoolDeps, { stream, origin, offers, sampler, active }: PlayerOptions): Player {
  const store = createPlayerViewStore(deps.wallClock);
  const { view, update, dispatch, subscribe } = store;
  const log = createFailureLog(stream, deps);
  const retired = createRetiredSessions(deps, origin.scheduler.quietFor);
  let enlarged = false;
  let onSlate = false;
  /** From start() to stop(). */
  let run: AbortController | undefined;
  let monitor: SessionMonitor | undefined;
  /** The session has stalled, and is kept in case its frames return. */
  let stalled = false;
  /** While it is set, whatever befalls the session comes of the PC's sleep. */
  let waking: WakingMemory | undefined;

  const closeSession = (how: { atServer: boolean }): Promise<void> => {
    const closing = monitor?.session.close(how);
    monitor = undefined;
    stalled = false;
    waking = undefined;
    return closing ?? Promise.resolve();
  };

  const adoptSession = (session: WhepSession) => {
    if (monitor) retired.add(monitor.session);
    stalled = false;
    waking = undefined;
    const adopted = createSessionMonitor(session, deps);
    monitor = adopted;
    dispatch("answered", { media: session.media, sessionId: session.id, statistics: undefined, originDownSince: undefined });
    session.watch({
      onConnected() {
        adopted.noteConnected();
        if (monitor === adopted && !stalled) dispatch("connected");
      },
      onEnded(evidence) {
        sampler.noteWaking();
        if (monitor !== adopted) return;
        if (waking && !stalled) renewAfterSleep();
        else endSession(adopted, evidence);
      },
    });
  };

  const endSession = (ended: SessionMonitor, evidence: Evidence) => {
    const endedByServer = evidence.kind === "closed_by_server" || evidence.kind === "session_gone";
    if (stalled) {
      // Its failure is written already; `failed` may heal as long as the server still holds the session.
      if (endedByServer) endStalled();
      return;
    }
    ladder.noteAttemptFailed();
    const failure = recordFailure("failed", { evidence: ended.explainEnd(evidence), ended });
    void closeSession({ atServer: !endedByServer });
    update(NO_SESSION);
    attempts.planAfter(failure);
  };

  const endStalled = () => {
    ladder.noteEnded();
    void closeSession({ atServer: false });
    update(NO_SESSION);
  };

  /** A server gives up a PC that sleeps. That is nobody's failure: another session takes the place of this one, unless it comes to life. */
  const renewAfterSleep = () => {
    stalled = true;
    dispatch("stalled");
    attempts.begin();
  };

  const failAttempt = (evidence: Evidence) => {
    ladder.noteAttemptFailed();
    const failure = recordFailure("failed", { evidence });
    // A session that was kept may be the one that fills the last place.
    if (/maximum reader count reached/.test(failure.serverError ?? ""))
      void Promise.all([closeSession({ atServer: true }), retired.endAll()]);
    if (evidence.kind === "no_answer" || isGatewayStatus(failure.statusCode ?? 0)) attempts.noteNoAnswer();
    attempts.planAfter(failure);
  };

  const recordFailure = (
    event: "failed" | "stalled" | "slate",
    { evidence, ended }: { evidence: Evidence; ended?: SessionMonitor },
  ): AttemptFailure => {
    const failure = log.record(evidence, ended);
    dispatch(event, { failure, attempt: failure.attempt, failingSince: log.incidentSince() });
    deps.onFailure(failure);
    return failure;
  };

  const attempts = createAttemptLoop(deps, {
    stream,
    origin,
    offers,
    store,
    isEnlarged: () => enlarged,
    onBegin: () => ladder.noteAttempt(),
    onOpened: adoptSession,
    onFailed: failAttempt,
  });

  const ladder = createLadder(deps, {
    stream,
    origin,
    store,
    attempts,
    isEnlarged: () => enlarged,
    incidentId: log.incidentId,
    onGone: () => stalled && endStalled(),
  });

  /** The session is kept, for it will show the camera again: one failure, and no attempt. */
  const noteSlate = (shown: SessionMonitor) => {
    if (view().state === "offline") return;
    attempts.cancel();
    ladder.stop();
    recordFailure("slate", { evidence: { kind: "offline_slate" }, ended: shown });
    update({ retryAt: undefined, originDownSince: undefined });
  };

  const noteFrames = (shown: SessionMonitor) => {
    stalled = false;
    if (onSlate) return noteSlate(shown);
    ladder.noteFrames(shown);
    if (view().state === "playing") {
      log.noteHealthyTick();
      return;
    }
    attempts.cancel();
    dispatch("frames", { attempt: 0, failure: undefined, failingSince: undefined, retryAt: undefined, originDownSince: undefined });
  };

  const onTick = async (tick: Tick) => {
    attempts.tick();
    const checked = monitor;
    if (checked && !stalled && tick === "after_sleep") waking = WAKING;
    const verdict = await checked?.check(tick !== "on_time");
    if (!checked || !verdict || monitor !== checked) return;
    const lastFrameAt = onSlate ? undefined : checked.lastFrameAt();
    update({ statistics: checked.statistics(), lastFrameAt: lastFrameAt ?? view().lastFrameAt });
    if (waking && tick !== "after_sleep") {
      const { packetsReceived = 0 } = checked.statistics();
      const [memory, state] = judgeWaking(waking, { frames: verdict.kind === "frames", packetsReceived });
      waking = state === "awake" ? undefined : memory;
      // Old frames that are still shown must not call the renewal off.
      if (state === "lost") return stalled ? undefined : renewAfterSleep();
    }
    if (verdict.kind === "frames") return noteFrames(checked);
    if (stalled && checked.isGivenUp()) return endStalled();
    if (stalled) ladder.noteTick();
    if (verdict.kind === "nothing" || stalled) return;
    if (verdict.evidence.kind !== "stalled") return endSession(checked, verdict.evidence);
    stalled = true;
    const failure = recordFailure("stalled", { evidence: verdict.evidence, ended: checked });
    attempts.planAfter(failure);
    ladder.begin(checked, failure.reason);
  };

  /** Holds the stream's lock until `signal`: of several windows one plays a stream, and the others are its spares. */
  const playWhileHeld = (signal: AbortSignal) => {
    if (signal.aborted) return undefined;
    dispatch("granted");
    const leaveOrigin = attempts.join();
    const leaveSampler = sampler.add((tick) => void onTick(tick));
    attempts.begin();
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
      if (stream.role) return void playWhileHeld(signal);
      // Refused only when stop() came first, or the page is going away.
      deps.locks.request(`whep-stream:${stream.id}`, { signal }, () => playWhileHeld(signal)).catch(() => undefined);
    },
    async stop() {
      active.delete(player);
      attempts.cancel();
      ladder.stop();
      const closing = Promise.all([closeSession({ atServer: true }), retired.endAll()]);
      run?.abort();
      run = undefined;
      log.reset();
      dispatch("stop", NOTHING_SHOWN);
      await closing;
    },
    retryNow: attempts.hurry,
    setEnlarged(value) {
      enlarged = value;
    },
    setOnSlate(value) {
      onSlate = value;
    },
    noteFrame(media) {
      if (!monitor?.noteFrame(media)) return;
      if (!onSlate) update({ lastFrameAt: monitor.lastFrameAt() });
      noteFrames(monitor);
    },
    readPath: async () => monitor?.session.readPath().catch(() => undefined), // it may just be closed
    view,
    subscribe,
  };
  return player;
}
