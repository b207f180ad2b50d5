import type { Texts } from "../i18n/ko.ts";
import type { TileCondition } from "./tile-condition.ts";

/** A tile's condition in one term. */
export function nameState(condition: TileCondition, { state }: Texts): string {
  switch (condition.kind) {
    case "live":
      return state.live;
    case "starting":
      return condition.step === "first_frame" ? state.waitingFirstFrame : state.starting;
    case "frozen":
      return state.frozen;
    case "down":
    case "server_down":
    case "offline":
      return state.down;
    case "elsewhere":
      return state.elsewhere;
    case "stopped":
      return state.stopped;
  }
}
