import type { AlarmClock } from "./create-alarms.ts";

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
