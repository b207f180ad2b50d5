import { COMMAND_IDS } from "../../shared/commands.ts";
import type { CommandId } from "../../shared/commands.ts";
import type { Screen } from "./screen-address.ts";
import type { CommandActions } from "./use-command-sources.ts";

/** What an operator's work needs, and nothing that leads anywhere else. */
const KEPT_COMMANDS: ReadonlySet<CommandId> = new Set([
  "showWall",
  "showAlarms",
  "muteAlarms",
  "changeOperator",
  "showHandover",
  "toggleStatistics",
  "useKorean",
  "useEnglish",
  "showKeys",
]);
const KEPT_SCREENS: readonly Screen[] = ["wall", "alarms", "handover"];

/** The screen that is shown for an address. */
export function chooseKioskScreen(screen: Screen, isKiosk: boolean): Screen {
  return isKiosk && !KEPT_SCREENS.includes(screen) ? "wall" : screen;
}

/** The commands; in a kiosk the others do nothing. */
export function chooseKioskActions(actions: CommandActions, isKiosk: boolean): CommandActions {
  if (!isKiosk) return actions;
  const kept = COMMAND_IDS.map((id) => [id, doesCommand(id, isKiosk) ? actions[id] : () => undefined]);
  return Object.fromEntries(kept) as CommandActions;
}

/** Whether a command does anything here. */
export function doesCommand(id: CommandId, isKiosk: boolean): boolean {
  return !isKiosk || KEPT_COMMANDS.has(id);
}
