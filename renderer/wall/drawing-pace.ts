import { createContext, useContext } from "react";

/** When tiles are drawn anew: what changes after a quiet while at once, a crowd of changes together. */
export interface DrawingPace {
  /** Calls `draw` once, with whatever else changes in the same task, or, soon after others were drawn, in the same half second. */
  request(draw: () => void): void;
}

export interface DrawingPaceDeps {
  now: () => number;
  setTimeout: (callback: () => void, milliseconds: number) => unknown;
}

/** Milliseconds. The tiles of a wall that recovers change hundreds of times, and each layout of the page keeps its next streams waiting. */
const SPAN = 500;

export function createDrawingPace({ now, setTimeout }: DrawingPaceDeps): DrawingPace {
  const waiting = new Set<() => void>();
  let drawnAt = -Infinity;

  const drawAll = () => {
    drawnAt = now();
    const all = [...waiting];
    waiting.clear();
    for (const draw of all) draw();
  };

  return {
    request(draw) {
      waiting.add(draw);
      if (waiting.size > 1) return;
      const wait = drawnAt + SPAN - now();
      if (wait > 0) setTimeout(drawAll, wait);
      else queueMicrotask(drawAll);
    },
  };
}

export const DrawingPaceContext = createContext<DrawingPace | undefined>(undefined);

export function useDrawingPace(): DrawingPace {
  const pace = useContext(DrawingPaceContext);
  if (!pace) throw new Error("useDrawingPace needs a DrawingPaceContext above it");
  return pace;
}
