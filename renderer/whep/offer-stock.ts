import type { PlayerPoolDeps } from "./types.ts";
import { makeWhepOffer } from "./whep-offer.ts";
import type { WhepOffer } from "./whep-offer.ts";

/** Offers that were made ahead of their turn: they name no stream, and Chromium takes its time for the first ones of a page. */
export interface OfferStock {
  /** Rejects when Chromium makes none. */
  take(): Promise<WhepOffer>;
  /** Makes as many as may start at once. */
  fill(): void;
}

/** One for each start slot of an origin. */
const SIZE = 4;
/** Milliseconds. Unused ones hold ports, and the network may have changed since their candidates were gathered. */
const LONGEST_KEPT = 10_000;

export function createOfferStock(deps: Pick<PlayerPoolDeps, "createPeerConnection" | "setTimeout">): OfferStock {
  const kept = new Set<Promise<WhepOffer>>();

  const make = () => {
    const offer = makeWhepOffer(deps);
    offer.catch(() => undefined); // whoever takes it says so
    kept.add(offer);
    deps.setTimeout(() => {
      if (kept.delete(offer)) offer.then(({ pc }) => pc.close()).catch(() => undefined);
    }, LONGEST_KEPT);
  };

  return {
    take() {
      const [oldest] = kept;
      if (!oldest) return makeWhepOffer(deps);
      kept.delete(oldest);
      return oldest;
    },
    fill() {
      while (kept.size < SIZE) make();
    },
  };
}
