import type { PlayerPoolDeps } from "./types.ts";
import { makeWhepOffer } from "./whep-offer.ts";
import type { WhepOffer } from "./whep-offer.ts";

/** Offers that were made ahead of their turn: they name no stream, and Chromium takes its time for the first ones of a page. */
export interface OfferStock {
  /** Rejects when Chromium makes none. */
  take(): Promise<WhepOffer>;
  /** Makes the first ones of a page, for so many streams: no more than may start at once. */
  warmUp(streams: number): void;
  /** Makes more when few are left, and no more than are wanted. Many at a time: one by one each takes the page's thread three times as long. */
  fill(wanted: number): void;
}

/** One for each start slot of an origin. */
const FEW = 4;
/** The page's thread is held no longer than for so many. */
const MOST = 16;
/** Milliseconds. Unused ones hold ports, and the network may have changed since their candidates were gathered. */
const LONGEST_KEPT = 10_000;

export function createOfferStock(deps: Pick<PlayerPoolDeps, "createPeerConnection" | "setTimeout" | "clearTimeout">): OfferStock {
  /** The oldest first, each with the timer that closes it. */
  const kept = new Map<Promise<WhepOffer>, number>();

  const fillTo = (size: number) => {
    while (kept.size < size) make();
  };

  const make = () => {
    const offer = makeWhepOffer(deps);
    offer.catch(() => undefined); // whoever takes it says so
    const discard = () => {
      kept.delete(offer);
      offer.then(({ pc }) => pc.close()).catch(() => undefined);
    };
    kept.set(offer, deps.setTimeout(discard, LONGEST_KEPT));
  };

  return {
    take() {
      const [oldest] = kept;
      if (!oldest) return makeWhepOffer(deps);
      const [offer, timer] = oldest;
      deps.clearTimeout(timer); // it would keep the connection alive
      kept.delete(offer);
      return offer;
    },
    warmUp: (streams) => fillTo(Math.min(FEW, streams)),
    fill(wanted) {
      if (kept.size < FEW) fillTo(Math.min(MOST, wanted));
    },
  };
}
