import { COMMAND_IDS, COMMANDS } from "../../shared/commands.ts";
import type { CommandId } from "../../shared/commands.ts";
import { plainKeyOf } from "../ui/plain-key.ts";
import type { KeyPress } from "../ui/plain-key.ts";

type CommandPress = KeyPress & Pick<KeyboardEvent, "altKey" | "ctrlKey" | "metaKey">;

/** Screens are changed with Ctrl in a browser too: Ctrl+L is what the manual says. All other accelerators are the browser's own keys. */
const WITH_CTRL: readonly CommandId[] = ["showWall", "showAlarms", "showLogs", "showDashboard", "showSettings"];

/** The command of a key. Accelerators with Ctrl or Cmd belong to the host's own menu where it has one. */
export function findCommand(press: CommandPress, nativeMenu: boolean): CommandId | undefined {
  const { altKey, ctrlKey, metaKey } = press;
  const key = plainKeyOf(press);
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return nativeMenu ? undefined : WITH_CTRL.find((id) => keyOf(id) === key.toLowerCase());
  if (key === "F1") return "showKeys";
  return COMMAND_IDS.find((id) => keyOf(id) === key);
}

/** The plain key of a command, where it has one. */
export function keyOf(id: CommandId): string | undefined {
  const command = COMMANDS[id];
  return "key" in command ? command.key : undefined;
}
