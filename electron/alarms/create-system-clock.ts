export interface AlarmClock {
  now: () => number;
  /** Milliseconds by a clock that nobody sets. */
  elapsed: () => number;
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
}

/** `now`: Unix milliseconds. A timer does not keep the process alive. */
export function createSystemClock(now: () => number): AlarmClock {
  return {
    now,
    elapsed: () => performance.now(),
    setTimer(callback, milliseconds) {
      const timer = setTimeout(callback, milliseconds).unref();
      return () => clearTimeout(timer);
    },
  };
}
