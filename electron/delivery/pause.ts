/** Waits; ends early without an error when the signal is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** The one wait of a delivery, which others can end. */
export interface Pause {
  /** Milliseconds. Ends early when `signal` is aborted (no error) or `end` is called. */
  hold(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Ends the present wait, if there is one. */
  end(): void;
}

export function createPause(wait: Wait): Pause {
  let present: AbortController | undefined;
  const end = (): void => present?.abort();
  return {
    async hold(milliseconds, signal) {
      if (signal.aborted) return;
      const controller = (present = new AbortController());
      signal.addEventListener("abort", end, { once: true });
      try {
        await wait(milliseconds, controller.signal);
      } finally {
        signal.removeEventListener("abort", end);
        present = undefined;
      }
    },
    end,
  };
}

/** The real clock's wait. */
export function waitForTimer(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener("abort", finish, { once: true });
  });
}
