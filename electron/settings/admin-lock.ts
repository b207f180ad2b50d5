import type { AdminState, UnlockAnswer } from "../../shared/admin-api.ts";
import { createTurns } from "../../shared/create-turns.ts";
import { apiError } from "../api-error.ts";
import { isPinOf } from "./pin-hash.ts";

export interface AdminLockOptions {
  /** The policy's `adminPin`; "": there is none. */
  pinHash: () => string;
  now: () => number;
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  onChange: () => void;
  log: (message: string) => void;
}

/**
 * Keeps the administrator's things from others who use this PC. Who knows the PIN opens it for a while, for all pages of this host: they
 * stand on one desk. Where no PIN is set nothing is kept, and it only says whether somebody has asked to be let out of a kiosk.
 */
export interface AdminLock {
  state(): AdminState;
  /** Guesses wait in line, and after a few for longer and longer. */
  unlock(pin: string): Promise<UnlockAnswer>;
  lock(): void;
  /** Throws `locked` while the PIN is needed. */
  requireUnlocked(): void;
  close(): void;
}

const MINUTE = 60_000;
const OPEN_FOR = 15 * MINUTE;
const FREE_GUESSES = 5;

/** How long nobody is heard after so many wrong guesses in a row, in milliseconds: 10 000 PINs of four digits take three months. */
export function pauseAfter(guesses: number): number {
  return guesses < FREE_GUESSES ? 0 : Math.min(30_000 * 2 ** (guesses - FREE_GUESSES), 15 * MINUTE);
}

export function createAdminLock({ pinHash, now, setTimer, onChange, log }: AdminLockOptions): AdminLock {
  const inTurn = createTurns();
  /** Until when, and by which PIN's hash: another PIN than the one that was typed opens nothing. */
  let open: { until: number; hash: string } | undefined;
  let cancel = (): void => undefined;
  let guesses = 0;
  let retryAt = -Infinity;

  const present = (): typeof open => (open && open.hash === pinHash() && now() < open.until ? open : undefined);

  function lock(): void {
    cancel();
    if (open === undefined) return;
    open = undefined;
    log("the administrator's lock is closed");
    onChange();
  }

  async function unlock(pin: string): Promise<UnlockAnswer> {
    if (now() < retryAt) return { isUnlocked: false, retryAt };
    const hash = pinHash();
    if (hash !== "" && !(await isPinOf(pin, hash))) {
      guesses += 1;
      const pause = pauseAfter(guesses);
      if (pause > 0) retryAt = now() + pause;
      log(`a wrong administrator's PIN, ${guesses} in a row`);
      return { isUnlocked: false, ...(pause > 0 && { retryAt }) };
    }
    guesses = 0;
    cancel();
    open = { until: now() + OPEN_FOR, hash };
    cancel = setTimer(lock, OPEN_FOR);
    log("the administrator's lock is open for 15 minutes");
    onChange();
    return { isUnlocked: true, until: open.until };
  }

  return {
    state() {
      const until = present()?.until;
      return { hasPin: pinHash() !== "", ...(until !== undefined && { openUntil: until }) };
    },
    unlock: (pin) => inTurn(() => unlock(pin)),
    lock,
    requireUnlocked() {
      if (pinHash() !== "" && !present()) throw apiError("locked", "the administrator's PIN is needed");
    },
    close: () => cancel(),
  };
}
