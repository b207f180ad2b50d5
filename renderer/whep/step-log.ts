import type { TileOutcome, TileStep } from "../../shared/state-line.ts";
import type { PlayableStream, PlayerPoolDeps, StepOutcome } from "./types.ts";

/** Says of each step of one stream's recovery what came of it, once. */
export interface StepLog {
  /** From the last frame on (Unix milliseconds) the session is waited for, whatever else is done. */
  beginWait(lastFrameAt: number | undefined): void;
  endWait(outcome: TileOutcome): void;
  /** Without an incident it is no recovery, and nothing is said of it. */
  begin(step: TileStep): void;
  underWay(): TileStep | undefined;
  end(outcome: TileOutcome): void;
  /** Frames come. Whose merit is it? `isOfHeld`: they are those of the session that had stalled. */
  settle(frames: { isOfHeld: boolean }): void;
}

/** A camera that is dead for a day must not fill the journal: its attempts are failures with records of their own. */
const MOST_FAILED_SESSIONS = 10;

interface Begun {
  step: TileStep;
  incidentId: string;
  /** By `now()`. */
  at: number;
}

export function createStepLog(
  { id: streamId, whepUrl }: PlayableStream,
  { now, wallClock, incidentId, onStep }: Pick<PlayerPoolDeps, "now" | "wallClock" | "onStep"> & { incidentId: () => string | undefined },
): StepLog {
  let wait: Begun | undefined;
  let step: Begun | undefined;
  const failed = { incidentId: "", sessions: 0 };

  const say = (begun: Begun, outcome: TileOutcome) => {
    if (begun.incidentId !== failed.incidentId) Object.assign(failed, { incidentId: begun.incidentId, sessions: 0 });
    if (begun.step === "new_session" && outcome === "failed" && ++failed.sessions > MOST_FAILED_SESSIONS) return;
    const took = Math.max(0, Math.round(now() - begun.at));
    onStep({ streamId, whepUrl, incidentId: begun.incidentId, step: begun.step, outcome, took, at: wallClock() } satisfies StepOutcome);
  };
  const start = (name: TileStep, at: number): Begun | undefined => {
    const id = incidentId();
    return id === undefined ? undefined : { step: name, incidentId: id, at };
  };
  const endWait = (outcome: TileOutcome) => {
    if (wait) say(wait, outcome);
    wait = undefined;
  };
  const end = (outcome: TileOutcome) => {
    if (step) say(step, outcome);
    step = undefined;
  };

  return {
    beginWait(lastFrameAt = wallClock()) {
      wait = start("wait", now() - Math.max(0, wallClock() - lastFrameAt));
    },
    endWait,
    begin(name) {
      step = start(name, now());
    },
    underWay: () => step?.step,
    end,
    settle({ isOfHeld }) {
      // Frames of the old session are no merit of an attempt to get another one.
      const isByItself = isOfHeld && (step === undefined || step.step === "new_session");
      end(isByItself ? "given_up" : "recovered");
      endWait(isByItself ? "recovered" : "failed");
    },
  };
}
