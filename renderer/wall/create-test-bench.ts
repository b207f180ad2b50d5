import { createListeners } from "../../shared/create-listeners.ts";
import type { AttemptFailure, Player, PlayerPool } from "../whep/types.ts";

/** Players of the test tile: their failures stay in the page. */
export interface TestBench {
  play(stream: { whepUrl: string; authorization?: string }): Player;
  /** Newest last, at most 100; the same array while nothing changed. */
  failures(): readonly AttemptFailure[];
  subscribe(listener: () => void): () => void;
  closeAll(): void;
}

export interface TestBenchDeps {
  createPool: (onFailure: (failure: AttemptFailure) => void) => PlayerPool;
  makeId: () => string;
}

const MOST_FAILURES = 100;

export function createTestBench({ createPool, makeId }: TestBenchDeps): TestBench {
  const listeners = createListeners();
  let failures: readonly AttemptFailure[] = [];
  const pool = createPool((failure) => {
    failures = [...failures, failure].slice(-MOST_FAILURES);
    listeners.notify();
  });
  return {
    play({ whepUrl, authorization }) {
      const player = pool.createPlayer({
        id: `test-${makeId()}`,
        name: new URL(whepUrl).pathname,
        whepUrl,
        ...(authorization === undefined ? {} : { getAuthorization: () => Promise.resolve(authorization) }),
      });
      player.start();
      return player;
    },
    failures: () => failures,
    subscribe: listeners.add,
    closeAll: () => pool.closeAll(),
  };
}
