import type { PlayerPoolDeps } from "./types.ts";
import { makeWhepOffer, prepareConnection } from "./whep-offer.ts";
import type { PreparedConnection, WhepOffer } from "./whep-offer.ts";

/** Offers that were made ahead of their turn: they name no stream, and Chromium takes its time for the first ones of a page. */
export interface OfferStock {
  /** Rejects when Chromium makes none. With ICE servers it is made at once: others were gathered without them. */
  take(iceServers?: RTCIceServer[]): Promise<WhepOffer>;
  /** Makes the first ones of a page, for so many streams: no more than may start at once. */
  warmUp(streams: number): void;
  /** Makes more when few are left, and no more than are wanted. Many at a time: one by one each takes the page's thread three times as long. */
  fill(wanted: number): void;
  /** Prepares connections for so many streams whose server is down, one after the other; kept as long as this is asked for again. */
  prepare(wanted: number): void;
}

/** One for each start slot of an origin. */
const FEW = 4;
/** The page's thread is held no longer than for so many. */
const MOST = 16;
/** Milliseconds. Unused ones hold ports, and the network may have changed since their candidates were gathered. */
const LONGEST_KEPT = 10_000;
/** Chromium allows a page 500 connections, open ones included. */
const MOST_PREPARED = 128;
/** Milliseconds between two that are prepared. */
const PREPARE_EVERY = 100;
/** Milliseconds after which no server is down any more: while one is, it is asked every two seconds. */
const PREPARED_KEPT = 30_000;

export function createOfferStock(deps: Pick<PlayerPoolDeps, "createPeerConnection" | "setTimeout" | "clearTimeout">): OfferStock {
  /** The oldest first, each with the timer that closes it. */
  const kept = new Map<Promise<WhepOffer>, number>();
  const prepared: PreparedConnection[] = [];
  let wantedPrepared = 0;
  /** Timers of the next one that is prepared, and of the end of all. */
  let preparing: number | undefined;
  let dropping: number | undefined;

  const fillTo = (size: number) => {
    while (kept.size < size) keep();
  };

  const make = async (iceServers?: RTCIceServer[]) => makeWhepOffer(prepared.pop() ?? prepareConnection(deps), deps, iceServers);

  const keep = () => {
    const offer = make();
    offer.catch(() => undefined); // whoever takes it says so
    const discard = () => {
      kept.delete(offer);
      offer.then(({ pc }) => pc.close()).catch(() => undefined);
    };
    kept.set(offer, deps.setTimeout(discard, LONGEST_KEPT));
  };

  const planPreparing = () => {
    if (prepared.length < wantedPrepared) preparing ??= deps.setTimeout(prepareOne, PREPARE_EVERY);
  };

  const prepareOne = () => {
    preparing = undefined;
    try {
      prepared.push(prepareConnection(deps));
    } catch {
      return; // the start that needs one says so
    }
    planPreparing();
  };

  const stopPreparing = () => {
    if (preparing !== undefined) deps.clearTimeout(preparing);
    preparing = undefined;
  };

  const dropPrepared = () => {
    stopPreparing();
    for (const { pc } of prepared.splice(0)) pc.close();
  };

  return {
    take(iceServers) {
      stopPreparing(); // streams start: the page's thread is theirs
      const [oldest] = kept;
      if (!oldest || iceServers?.length) return make(iceServers);
      const [offer, timer] = oldest;
      deps.clearTimeout(timer); // it would keep the connection alive
      kept.delete(offer);
      return offer;
    },
    warmUp: (streams) => fillTo(Math.min(FEW, streams)),
    fill(wanted) {
      if (kept.size < FEW) fillTo(Math.min(MOST, wanted));
    },
    prepare(wanted) {
      if (dropping !== undefined) deps.clearTimeout(dropping);
      dropping = deps.setTimeout(dropPrepared, PREPARED_KEPT);
      wantedPrepared = Math.min(wanted, MOST_PREPARED);
      planPreparing();
    },
  };
}
