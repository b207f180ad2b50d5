import type { PlayerPoolDeps } from "./types.ts";

/**
 * Whether a browser's own connections to one origin hang. Chromium has six for it, and keeps each that once waits for an answer: it ends no
 * preflight whose request was given up, and no connection that does not come about. When a network swallows packets for a minute, all six wait
 * for TCP's next try, which by then is up to two minutes away, and every request waits behind them though the server is there again (docs/decisions/0007).
 */
export interface HungConnections {
  /** A request got no answer within its deadline. */
  noteHung(url: string): void;
  /** From then until the browser itself gets an answer. */
  areHung(): boolean;
}

/** The browser's own question is asked again so long after it failed, milliseconds. */
const ASK_AGAIN = 5_000;

export function createHungConnections({ fetch, setTimeout }: Pick<PlayerPoolDeps, "fetch" | "setTimeout">): HungConnections {
  let hung = false;

  /** Needs no preflight, and no right at the server. Nobody gives it up: it takes the first connection that lives again. */
  const ask = async (url: string): Promise<void> => {
    try {
      await fetch(url, { method: "HEAD", mode: "no-cors", cache: "no-store", credentials: "omit" });
      hung = false;
    } catch {
      setTimeout(() => void ask(url), ASK_AGAIN);
    }
  };

  return {
    noteHung(url) {
      if (hung) return;
      hung = true;
      void ask(url);
    },
    areHung: () => hung,
  };
}
