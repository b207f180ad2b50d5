import { createHungConnections } from "./hung-connections.ts";
import { createOfferStock } from "./offer-stock.ts";
import { createOriginWatch } from "./origin-watch.ts";
import { createPlayer } from "./player.ts";
import { createSampler } from "./sampler.ts";
import type { Origin } from "./start-attempt.ts";
import { createStartScheduler } from "./start-scheduler.ts";
import type { Player, PlayerPool, PlayerPoolDeps } from "./types.ts";

/** All players of a page: one sampler, one stock of offers, one scheduler and one watch for each origin. */
export function createPlayerPool(deps: PlayerPoolDeps): PlayerPool {
  const sampler = createSampler(deps);
  const origins = new Map<string, Origin>();
  const offers = createOfferStock(deps);
  const active = new Set<Player>();

  const originOf = (whepUrl: string): Origin => {
    // An address that is none fails at its first request, with the browser's own words.
    const key = URL.canParse(whepUrl) ? new URL(whepUrl).origin : whepUrl;
    let origin = origins.get(key);
    if (!origin) {
      const connections = createHungConnections(deps);
      origin = { scheduler: createStartScheduler(key, deps), watch: createOriginWatch(deps), connections };
      origins.set(key, origin);
    }
    return origin;
  };

  return {
    warmUp: () => offers.warmUp(active.size),
    createPlayer: (stream) => createPlayer(deps, { stream, origin: originOf(stream.whepUrl), offers, sampler, active }),
    onWaking: (listener) => sampler.add((tick, gone) => tick === "after_sleep" && listener(gone)),
    closeAll() {
      for (const player of active) void player.stop();
    },
  };
}
