import { useMemo, useSyncExternalStore } from "react";
import { useTicker } from "../ui/live-text.tsx";
import type { WallStream } from "./create-wall-players.ts";
import { judgeTile, summarizeWall } from "./tile-condition.ts";
import type { WallSummary } from "./tile-condition.ts";

/**
 * Counts over all players, twice a second: each of 64 players changes every second, and few changes change a count. Text is compared,
 * not objects, so that a wall in which nothing happens draws nothing.
 */
export function useWallSummary(streams: readonly WallStream[]): WallSummary {
  const ticker = useTicker();
  const summary = useSyncExternalStore(ticker.add, () =>
    JSON.stringify(summarizeWall(streams.map(({ player, serverName }) => ({ condition: judgeTile(player.view()), serverName })))),
  );
  return useMemo(() => JSON.parse(summary) as WallSummary, [summary]);
}
