/** One timer for every clock of the page. */
export interface Ticker {
  /** `listener` gets Unix milliseconds, at once and then twice a second. Returns a function that ends it. */
  add(listener: (now: number) => void): () => void;
}

export interface TickerDeps {
  now: () => number;
  setInterval: (callback: () => void, milliseconds: number) => unknown;
}

/** Twice a second, so that a countdown of seconds never skips one. */
const TICK = 500;

export function createTicker({ now, setInterval }: TickerDeps): Ticker {
  const listeners = new Set<(now: number) => void>();
  setInterval(() => {
    const at = now();
    for (const listener of listeners) listener(at);
  }, TICK);
  return {
    add(listener) {
      listeners.add(listener);
      listener(now());
      return () => listeners.delete(listener);
    },
  };
}
