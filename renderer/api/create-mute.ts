import { createListeners } from "../../shared/create-listeners.ts";

/** Whether the sound of alarms is off for a while. */
export interface Mute {
  /** Unix milliseconds; 0: it is not. */
  until(): number;
  /** Off for MUTE_TIME, or on again. */
  toggle(): void;
  subscribe(listener: () => void): () => void;
}

/** Long enough to see to what has sounded, in milliseconds. */
export const MUTE_TIME = 300_000;

export function createMute(now: () => number): Mute {
  const listeners = createListeners();
  let until = 0;
  return {
    until: () => until,
    toggle() {
      until = until > now() ? 0 : now() + MUTE_TIME;
      listeners.notify();
    },
    subscribe: listeners.add,
  };
}
