import { createListeners } from "../../shared/create-listeners.ts";
import { nextPlayerState } from "./player-state.ts";
import type { PlayerEvent } from "./player-state.ts";
import type { PlayerView } from "./types.ts";

/** What a tile shows, and who wants to know of its changes. */
export interface PlayerViewStore {
  view(): PlayerView;
  /** Changes what is shown without a change of state. */
  update(changes: Partial<PlayerView>): void;
  /** Moves the state on, in one change together with what else is new. */
  dispatch(event: PlayerEvent, changes?: Partial<PlayerView>): void;
  subscribe(listener: () => void): () => void;
}

/** Of a player whose session is over: an element that is left with its media has to be freed of them while the next session begins. */
export const NO_SESSION: Partial<PlayerView> = { media: undefined, statistics: undefined, sessionId: undefined };

/** Of a player that was stopped. */
export const NOTHING_SHOWN: Partial<PlayerView> = {
  ...NO_SESSION,
  attempt: 0,
  failure: undefined,
  failingSince: undefined,
  retryAt: undefined,
  originDownSince: undefined,
};

export function createPlayerViewStore(wallClock: () => number): PlayerViewStore {
  const listeners = createListeners();
  let view: PlayerView = { state: "idle", since: wallClock(), attempt: 0 };

  const update = (changes: Partial<PlayerView>) => {
    view = { ...view, ...changes };
    listeners.notify();
  };

  return {
    view: () => view,
    update,
    dispatch(event, changes) {
      const state = nextPlayerState(view.state, event);
      update({ ...changes, state, since: state === view.state ? view.since : wallClock() });
    },
    subscribe: listeners.add,
  };
}
