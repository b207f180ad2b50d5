import { setImmediate } from "node:timers/promises";
import type { PlayerPoolDeps } from "../../../renderer/whep/types.ts";

export interface FakeClock extends Pick<
  PlayerPoolDeps,
  "now" | "wallClock" | "setTimeout" | "clearTimeout" | "setInterval" | "clearInterval"
> {
  /** Lets that much time pass, timer by timer, and all that they set off. */
  advance(milliseconds: number): Promise<void>;
  /** The next tick finds that so much time is gone (sleep). */
  jump(milliseconds: number): void;
  /** The same for the wall clock alone: somebody has set it, or the other clock stood still in a sleep. */
  jumpWallClock(milliseconds: number): void;
}

interface Timer {
  at: number;
  every?: number;
  callback: () => void;
}

/** A clock for players: only advance() moves it. Promises, locks and events run on as they do. */
export function createFakeClock(): FakeClock {
  const timers = new Map<number, Timer>();
  let time = 1_000_000;
  let wallOffset = 1_700_000_000_000;
  let handles = 0;
  const add = (timer: Timer) => {
    timers.set(++handles, timer);
    return handles;
  };
  return {
    now: () => time,
    wallClock: () => time + wallOffset,
    setTimeout: (callback, milliseconds) => add({ at: time + milliseconds, callback }),
    setInterval: (callback, milliseconds) => add({ at: time + milliseconds, every: milliseconds, callback }),
    clearTimeout: (handle) => timers.delete(handle),
    clearInterval: (handle) => timers.delete(handle),
    async advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        await settle();
        const [due] = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!due) break;
        const [handle, timer] = due;
        time = Math.max(time, timer.at);
        // A late interval keeps its beat, as Chromium's does.
        if (timer.every) timer.at += (Math.floor((time - timer.at) / timer.every) + 1) * timer.every;
        else timers.delete(handle);
        timer.callback();
      }
      time = Math.max(time, end);
      await settle();
    },
    jump(milliseconds) {
      time += milliseconds;
    },
    jumpWallClock(milliseconds) {
      wallOffset += milliseconds;
    },
  };
}

/** Long enough for chains of promises and for locks to be granted, which takes a few turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await setImmediate();
}
