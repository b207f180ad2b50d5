import { useCallback, useEffect, useState } from "react";
import type { FleetView } from "../../shared/fleet/fleet-view.ts";
import { askFleet } from "./ask-collector.ts";

export interface FleetState {
  phase: "loading" | "locked" | "open";
  /** What was answered last. */
  view?: FleetView;
  /** Milliseconds by which the collector's clock is ahead of this browser's, which shows how long ago something was. */
  ahead: number;
  /** Why the last question was not answered. */
  problem?: string;
  /** Asks at once. */
  again: () => void;
}

/** Milliseconds between an answer and the next question. */
const INTERVAL = 5_000;

/** The PCs as they are now; asked again by itself. */
export function useFleet(): FleetState {
  const [state, setState] = useState<Omit<FleetState, "again">>({ phase: "loading", ahead: 0 });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((each) => each + 1), []);

  useEffect(() => {
    let isOver = false;
    let timer: number | undefined;
    const look = async (): Promise<void> => {
      const answer = await askFleet();
      if (isOver) return;
      if (answer.kind === "locked") setState({ phase: "locked", ahead: 0 });
      else if (answer.kind === "away") setState((before) => ({ ...before, problem: answer.message }));
      else setState({ phase: "open", view: answer.value, ahead: Date.parse(answer.value.at) - Date.now() });
      // Who has to type the token is not asked in the meantime.
      if (answer.kind !== "locked") timer = window.setTimeout(() => void look(), INTERVAL);
    };
    void look();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [round]);

  return { ...state, again };
}
