import { COMMAND_IDS, COMMANDS } from "../../shared/commands.ts";
import type { CommandId } from "../../shared/commands.ts";

export interface KeyPress {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** Screens are changed with Ctrl in a browser too: Ctrl+L is what the manual says. All other accelerators are the browser's own keys. */
const WITH_CTRL: readonly CommandId[] = ["showWall", "showAlarms", "showLogs", "showDashboard", "showSettings"];

/** The command of a key. Accelerators with Ctrl or Cmd belong to the host's own menu where it has one. */
export function findCommand({ key, altKey, ctrlKey, metaKey }: KeyPress, nativeMenu: boolean): CommandId | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return nativeMenu ? undefined : WITH_CTRL.find((id) => keyOf(id) === key.toLowerCase());
  if (key === "F1") return "showKeys";
  return COMMAND_IDS.find((id) => keyOf(id) === key);
}

/** The plain key of a command, where it has one. */
export function keyOf(id: CommandId): string | undefined {
  const command: { menu: string; key?: string } = COMMANDS[id];
  return command.key;
}
