import type { RecoveryOutcome } from "../../shared/state-line.ts";
import type { ActionProblem } from "./server-actions.ts";

export interface RecoveryWaitDeps {
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** Whoever waits then has given up. */
  signal: AbortSignal;
}

export interface Attempt {
  act: () => Promise<ActionProblem>;
  /** New frames of one of them show that it has helped. */
  streamIds: readonly string[];
  /** After it is done they must have come by then, milliseconds. */
  within: number;
}

export interface RecoveryWait {
  notePlaying(streamId: string): void;
  /** Acts, and tells what came of it, and why nothing could be done. */
  attempt(attempt: Attempt): Promise<{ outcome: RecoveryOutcome; problem?: ActionProblem }>;
}

export function createRecoveryWait({ setTimer, signal }: RecoveryWaitDeps): RecoveryWait {
  const waiting = new Set<{ streamIds: ReadonlySet<string>; onPlaying: () => void }>();

  return {
    notePlaying(streamId) {
      for (const { streamIds, onPlaying } of waiting) if (streamIds.has(streamId)) onPlaying();
    },
    async attempt({ act, streamIds, within }) {
      const { promise, resolve } = Promise.withResolvers<RecoveryOutcome>();
      const waiter = { streamIds: new Set(streamIds), onPlaying: () => resolve("recovered") };
      const giveUp = () => resolve("given_up");
      waiting.add(waiter);
      signal.addEventListener("abort", giveUp, { once: true });
      let cancel: (() => void) | undefined;
      try {
        const problem = await act();
        if (problem !== undefined) resolve("failed");
        else cancel = setTimer(() => resolve("failed"), within);
        const outcome = await promise;
        return { outcome, ...(outcome === "failed" && { problem }) };
      } finally {
        waiting.delete(waiter);
        signal.removeEventListener("abort", giveUp);
        cancel?.();
      }
    },
  };
}
