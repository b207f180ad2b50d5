import { SLEEP } from "./deadlines.ts";
import type { PlayerPoolDeps } from "./types.ts";

/** `late`: the time since the last tick says nothing. `after_sleep`: so much of it is gone that the server may have ended every session. */
export type Tick = "on_time" | "late" | "after_sleep";

export interface Sampler {
  /** Calls `onTick` about once a second, with the milliseconds since the last tick, until the returned function is called. */
  add(onTick: (tick: Tick, gone: number) => void): () => void;
  /** Ticks at once when the next one is overdue by a sleep: events may come before the timer does. */
  noteWaking(): void;
}

const TICK = 1_000;
/** A tick sooner than this after the last one makes up for a late one, and would count the same second twice. */
const TOO_SOON = TICK / 2;
const LATE = 3 * TICK;

/** The one timer behind all players of a page. It runs only while somebody listens. */
export function createSampler({
  now,
  wallClock,
  setInterval,
  clearInterval,
}: Pick<PlayerPoolDeps, "now" | "wallClock" | "setInterval" | "clearInterval">): Sampler {
  const listeners = new Set<(tick: Tick, gone: number) => void>();
  let timer: number | undefined;
  let last = { now: 0, wall: 0 };

  const noteTime = () => {
    last = { now: now(), wall: wallClock() };
  };
  /** On Linux and macOS a sleep is seen by the wall clock alone; one that was set back says nothing. */
  const elapsed = () => Math.max(now() - last.now, wallClock() - last.wall);

  const tick = () => {
    if (now() - last.now < TOO_SOON) return;
    const gone = elapsed();
    noteTime();
    for (const onTick of listeners) onTick(gone >= SLEEP ? "after_sleep" : gone > LATE ? "late" : "on_time", gone);
  };

  return {
    add(onTick) {
      listeners.add(onTick);
      if (timer === undefined) {
        noteTime();
        timer = setInterval(tick, TICK);
      }
      return () => {
        listeners.delete(onTick);
        if (listeners.size > 0 || timer === undefined) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    noteWaking() {
      if (timer !== undefined && elapsed() >= SLEEP) tick();
    },
  };
}
