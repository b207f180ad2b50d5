import type { Reason } from "../../shared/reasons.ts";
import type { TileStep } from "../../shared/state-line.ts";
import type { AttemptLoop } from "./attempt-loop.ts";
import { RESTARTED_TICKS, SILENCE_HOLDS, STEP_PATIENCE } from "./deadlines.ts";
import { nextRecoveryStep } from "./next-recovery-step.ts";
import type { PlayerViewStore } from "./player-view.ts";
import type { SessionMonitor } from "./session-monitor.ts";
import type { Origin } from "./start-attempt.ts";
import { createStepLog } from "./step-log.ts";
import type { PlayableStream, PlayerPoolDeps } from "./types.ts";

export interface LadderOptions {
  stream: PlayableStream;
  origin: Origin;
  store: PlayerViewStore;
  attempts: Pick<AttemptLoop, "replan">;
  isEnlarged: () => boolean;
  /** Of the present incident; undefined while nothing has failed. */
  incidentId: () => string | undefined;
  /** The server knows the stalled session no longer. */
  onGone: () => void;
}

/**
 * What is tried for one stream whose picture has stopped, one step after the other, each judged by new frames. What may bring the session's own
 * frames back is done in the wait before the next attempt, and is over with it: nothing here holds up another session.
 */
export interface Ladder {
  /** The session has stalled, and is held. */
  begin(stalled: SessionMonitor, reason: Reason): void;
  /** Another session is asked for. */
  noteAttempt(): void;
  /** That came to nothing, or the session that it led to did. */
  noteAttemptFailed(): void;
  /** A second has passed without a frame of the stalled session. */
  noteTick(): void;
  /** Frames come, of this session. */
  noteFrames(session: SessionMonitor): void;
  /** The stalled session is no more. */
  noteEnded(): void;
  /** The stream is stopped. */
  stop(): void;
}

export function createLadder(deps: PlayerPoolDeps, options: LadderOptions): Ladder {
  const { stream, origin, store, attempts, isEnlarged, incidentId, onGone } = options;
  const log = createStepLog(stream, { ...deps, incidentId });
  const tried = { incident: undefined as string | undefined, session: undefined as SessionMonitor | undefined, steps: new Set<TileStep>() };
  let held: SessionMonitor | undefined;
  let controller = new AbortController();
  /** Set from the server's answer to a restart on. */
  let restarted: { packets: number; ticks: number } | undefined;

  /** Frames will tell, until the next attempt begins. */
  const showStep = (step: TileStep | undefined) => {
    if (store.view().step !== step) store.update({ step });
  };

  const isSilent = () => deps.now() - (origin.silentAt ?? -Infinity) < SILENCE_HOLDS;
  const countPackets = () => held?.statistics().packetsReceived ?? 0;

  const restart = async ({ session }: SessionMonitor) => {
    const { signal } = (controller = new AbortController());
    showStep("ice_restart");
    let isKnown = false;
    const onKnown = () => {
      isKnown = true;
      attempts.replan(STEP_PATIENCE);
    };
    // As a slow start: it leaves two of the server's four places to sessions that begin.
    const request = { pace: "slow", isEnlarged, signal } as const;
    const asked = await origin.scheduler.run(request, async (slot) =>
      isSilent() ? "unanswered" : session.restartIce({ signal: slot.signal, onKnown }),
    );
    if (signal.aborted || !asked) return;
    if (asked.value === "restarted") {
      restarted = { packets: countPackets(), ticks: 0 };
      return attempts.replan(STEP_PATIENCE);
    }
    if (asked.value === "unanswered" && !isSilent()) origin.silentAt = deps.now();
    log.end("failed");
    showStep(undefined);
    if (asked.value === "gone") onGone();
    if (isKnown || asked.value === "gone") attempts.replan(0);
  };

  const renewMedia = ({ session }: SessionMonitor) => {
    store.update({ media: session.renewMedia(), step: "new_stream" });
    attempts.replan(STEP_PATIENCE);
  };

  const leave = () => {
    controller.abort();
    restarted = undefined;
    showStep(undefined);
  };

  return {
    begin(stalled, reason) {
      held = stalled;
      if (tried.incident !== incidentId() || tried.session !== stalled)
        Object.assign(tried, { incident: incidentId(), session: stalled, steps: new Set<TileStep>() });
      log.beginWait(stalled.lastFrameAt());
      const step = nextRecoveryStep({
        reason,
        isAutomatic: deps.isRecoveryOn(),
        hasAddress: stalled.session.hasAddress,
        isOriginDown: origin.watch.downSince() !== undefined || isSilent(),
        tried: tried.steps,
      });
      if (step === "new_session") return; // when the next attempt's time has come
      tried.steps.add(step);
      log.begin(step);
      if (step === "ice_restart") void restart(stalled);
      else renewMedia(stalled);
    },
    noteAttempt() {
      leave();
      if (log.underWay() !== "new_session") log.end("failed");
      log.begin("new_session"); // anew, where it had to wait for its server
    },
    noteTick() {
      if (!restarted || ++restarted.ticks > RESTARTED_TICKS || countPackets() === restarted.packets) return;
      restarted.packets = countPackets();
      attempts.replan(STEP_PATIENCE);
    },
    noteAttemptFailed: () => log.end("failed"),
    noteFrames(session) {
      const isOfHeld = session === held;
      held = undefined;
      leave();
      log.settle({ isOfHeld });
    },
    noteEnded() {
      held = undefined;
      if (log.underWay() !== "new_session") log.end("given_up");
      log.endWait("failed");
      leave();
    },
    stop() {
      held = undefined;
      leave();
      log.end("given_up");
      log.endWait("given_up");
    },
  };
}
