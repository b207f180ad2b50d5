import { useMemo, useSyncExternalStore } from "react";
import type { WallStream } from "./create-wall-players.ts";
import { judgeTile, summarizeWall } from "./tile-condition.ts";
import type { WallSummary } from "./tile-condition.ts";

/** Counts over all players. Text is compared, not objects: most changes of a player change no count. */
export function useWallSummary(streams: readonly WallStream[]): WallSummary {
  const store = useMemo(
    () => ({
      subscribe(listener: () => void) {
        const ends = streams.map(({ player }) => player.subscribe(listener));
        return () => ends.forEach((end) => end());
      },
      get: () =>
        JSON.stringify(summarizeWall(streams.map(({ player, serverName }) => ({ condition: judgeTile(player.view()), serverName })))),
    }),
    [streams],
  );
  const summary = useSyncExternalStore(store.subscribe, store.get);
  return useMemo(() => JSON.parse(summary) as WallSummary, [summary]);
}
