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

export function createOfferStock(deps: Pick<PlayerPoolDeps, "createPeerConnection" | "now" | "setTimeout">): OfferStock {
  let kept: { offer: Promise<WhepOffer>; at: number }[] = [];

  const discardOld = () => {
    const isOld = ({ at }: { at: number }) => deps.now() - at >= LONGEST_KEPT;
    for (const { offer } of kept.filter(isOld)) offer.then(({ pc }) => pc.close()).catch(() => undefined);
    kept = kept.filter((each) => !isOld(each));
  };

  return {
    take() {
      discardOld();
      return kept.shift()?.offer ?? makeWhepOffer(deps);
    },
    fill() {
      discardOld();
      if (kept.length < SIZE) deps.setTimeout(discardOld, LONGEST_KEPT);
      while (kept.length < SIZE) {
        const offer = makeWhepOffer(deps);
        offer.catch(() => undefined); // whoever takes it says so
        kept.push({ offer, at: deps.now() });
      }
    },
  };
}
