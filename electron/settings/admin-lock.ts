import type { AdminState, UnlockAnswer } from "../../shared/admin-api.ts";
import { apiError } from "../api-error.ts";
import { createGuessLimit } from "./limit-guesses.ts";
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

export function createAdminLock({ pinHash, now, setTimer, onChange, log }: AdminLockOptions): AdminLock {
  const limit = createGuessLimit({ now, onWrong: (guesses) => log(`a wrong administrator's PIN, ${guesses} in a row`) });
  /** Until when, and by which PIN's hash: another PIN than the one that was typed opens nothing. */
  let open: { until: number; hash: string } | undefined;
  let cancel = (): void => undefined;

  const present = (): typeof open => (open && open.hash === pinHash() && now() < open.until ? open : undefined);

  function lock(): void {
    cancel();
    if (open === undefined) return;
    open = undefined;
    log("the administrator's lock is closed");
    onChange();
  }

  async function unlock(pin: string): Promise<UnlockAnswer> {
    let hash = "";
    const guess = await limit.guess(async () => {
      hash = pinHash();
      return hash === "" || isPinOf(pin, hash);
    });
    if (!guess.isRight) return { isUnlocked: false, ...(guess.retryAt !== undefined && { retryAt: guess.retryAt }) };
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
    unlock,
    lock,
    requireUnlocked() {
      if (pinHash() !== "" && !present()) throw apiError("locked", "the administrator's PIN is needed");
    },
    close: () => cancel(),
  };
}
