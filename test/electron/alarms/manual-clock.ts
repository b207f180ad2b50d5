import type { AlarmClock } from "../../../electron/alarms/create-system-clock.ts";

/** Time as the test says. Timers are called in their order, and what they have begun gets its turn in between. */
export interface ManualClock extends AlarmClock {
  pass(milliseconds: number): Promise<void>;
  /** The PC sleeps: both clocks go on, no timer is called before it wakes. */
  sleep(milliseconds: number): Promise<void>;
  /** Somebody sets the clock on the wall. */
  leap(milliseconds: number): void;
}

export function createManualClock(start: number): ManualClock {
  let wall = start;
  let elapsed = 0;
  const timers = new Set<{ at: number; callback: () => void }>();
  const runDue = async (until: number): Promise<void> => {
    for (;;) {
      const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) return;
      timers.delete(next);
      const step = Math.max(0, next.at - elapsed);
      elapsed += step;
      wall += step;
      next.callback();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    now: () => wall,
    elapsed: () => elapsed,
    setTimer(callback, milliseconds) {
      const timer = { at: elapsed + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async pass(milliseconds) {
      const end = elapsed + milliseconds;
      await runDue(end);
      wall += end - elapsed;
      elapsed = end;
    },
    async sleep(milliseconds) {
      elapsed += milliseconds;
      wall += milliseconds;
      await runDue(elapsed);
    },
    leap(milliseconds) {
      wall += milliseconds;
    },
  };
}
