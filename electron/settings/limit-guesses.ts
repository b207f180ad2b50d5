import { createTurns } from "../../shared/create-turns.ts";

export type Guess = { isRight: true } | { isRight: false; retryAt?: number };

export interface GuessLimit {
  /** Guesses wait in line, and after a few for longer and longer; meanwhile `check` is not asked. */
  guess(check: () => Promise<boolean>): Promise<Guess>;
}

export interface GuessLimitOptions {
  now: () => number;
  /** `guesses`: how many in a row. */
  onWrong: (guesses: number) => void;
}

const MINUTE = 60_000;
const FREE_GUESSES = 5;

/** How long nobody is heard after so many wrong guesses in a row, in milliseconds: 10 000 PINs of four digits take three months. */
export function pauseAfter(guesses: number): number {
  return guesses < FREE_GUESSES ? 0 : Math.min(30_000 * 2 ** (guesses - FREE_GUESSES), 15 * MINUTE);
}

export function createGuessLimit({ now, onWrong }: GuessLimitOptions): GuessLimit {
  const inTurn = createTurns();
  let guesses = 0;
  let retryAt = -Infinity;

  async function guess(check: () => Promise<boolean>): Promise<Guess> {
    const left = retryAt - now();
    // A clock that was set back does not make it longer.
    if (left > 0 && left <= pauseAfter(guesses)) return { isRight: false, retryAt };
    if (await check()) {
      guesses = 0;
      return { isRight: true };
    }
    guesses += 1;
    const pause = pauseAfter(guesses);
    if (pause > 0) retryAt = now() + pause;
    onWrong(guesses);
    return { isRight: false, ...(pause > 0 && { retryAt }) };
  }

  return { guess: (check) => inTurn(() => guess(check)) };
}
