import { createContext, useContext } from "react";
import type { Ticker } from "../ui/create-ticker.ts";

/** When tiles are drawn anew: what changes after a quiet while at once, a crowd of changes together. */
export interface DrawingPace {
  /** Calls `draw` once, with whatever else changes in the same task, or, soon after others were drawn, with the clocks' next tick. */
  request(draw: () => void): void;
}

export interface DrawingPaceDeps {
  /** Milliseconds that never jump. */
  now: () => number;
  ticker: Ticker;
}

/**
 * Milliseconds without a change. The tiles of a wall that recovers change hundreds of times, and each layout of the page keeps its next
 * streams waiting: the clocks lay it out twice a second anyway.
 */
const QUIET = 1_000;

export function createDrawingPace({ now, ticker }: DrawingPaceDeps): DrawingPace {
  const waiting = new Set<() => void>();
  let drawnAt = -Infinity;

  const drawAll = () => {
    if (waiting.size === 0) return;
    drawnAt = now();
    const all = [...waiting];
    waiting.clear();
    for (const draw of all) draw();
  };

  ticker.add(drawAll);
  return {
    request(draw) {
      waiting.add(draw);
      if (waiting.size === 1 && now() - drawnAt >= QUIET) queueMicrotask(drawAll);
    },
  };
}

export const DrawingPaceContext = createContext<DrawingPace | undefined>(undefined);

export function useDrawingPace(): DrawingPace {
  const pace = useContext(DrawingPaceContext);
  if (!pace) throw new Error("useDrawingPace needs a DrawingPaceContext above it");
  return pace;
}
