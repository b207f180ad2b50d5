import type { PlayerPoolDeps } from "./types.ts";

export interface Sampler {
  /** Calls `onTick` about once a second until the returned function is called. `late`: the time since the last tick says nothing. */
  add(onTick: (late: boolean) => void): () => void;
}

const TICK = 1_000;
/** A tick sooner than this after the last one makes up for a late one, and would count the same second twice. */
const TOO_SOON = TICK / 2;
const LATE = 3 * TICK;

/** The one timer behind all players of a page. It runs only while somebody listens. */
export function createSampler({ now, setInterval, clearInterval }: Pick<PlayerPoolDeps, "now" | "setInterval" | "clearInterval">): Sampler {
  const listeners = new Set<(late: boolean) => void>();
  let timer: number | undefined;
  let lastTick = 0;

  const tick = () => {
    const elapsed = now() - lastTick;
    if (elapsed < TOO_SOON) return;
    lastTick = now();
    for (const onTick of listeners) onTick(elapsed > LATE);
  };

  return {
    add(onTick) {
      listeners.add(onTick);
      if (timer === undefined) {
        lastTick = now();
        timer = setInterval(tick, TICK);
      }
      return () => {
        listeners.delete(onTick);
        if (listeners.size > 0 || timer === undefined) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
