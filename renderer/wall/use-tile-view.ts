import { useCallback, useRef, useSyncExternalStore } from "react";
import type { Player } from "../whep/types.ts";
import { useDrawingPace } from "./drawing-pace.ts";
import type { TileView } from "./tile-condition.ts";

/** The player's view without what changes every second: 64 tiles must not render 64 times a second. */
export function useTileView(player: Player): TileView {
  const pace = useDrawingPace();
  const last = useRef<TileView>(undefined);
  const subscribe = useCallback((draw: () => void) => player.subscribe(() => pace.request(draw)), [player, pace]);
  return useSyncExternalStore(subscribe, () => {
    const { lastFrameAt: _frame, statistics: _statistics, sessionId: _session, ...view } = player.view();
    if (!last.current || !isSame(last.current, view)) last.current = view;
    return last.current;
  });
}

function isSame(a: TileView, b: TileView): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof TileView>;
  return [...keys].every((key) => Object.is(a[key], b[key]));
}
