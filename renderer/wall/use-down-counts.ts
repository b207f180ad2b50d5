import { useMemo, useSyncExternalStore } from "react";
import { useTicker } from "../ui/live-text.tsx";
import type { WallStream } from "./create-wall-players.ts";
import { judgeTile, severityOf } from "./tile-condition.ts";

/** How many of each group of streams have no moving picture, looked at twice a second. */
export function useDownCounts(groups: readonly (readonly WallStream[])[]): readonly number[] {
  const ticker = useTicker();
  const counts = useSyncExternalStore(ticker.add, () => groups.map((streams) => streams.filter(isDown).length).join(","));
  return useMemo(() => counts.split(",").map(Number), [counts]);
}

function isDown({ player }: WallStream): boolean {
  const severity = severityOf(judgeTile(player.view()));
  return severity === "fault" || severity === "warning";
}
