import { COMMAND_IDS, COMMANDS } from "../../shared/commands.ts";
import type { CommandId } from "../../shared/commands.ts";

export interface KeyPress {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** The command of a plain key. Accelerators with Ctrl or Cmd belong to the host's own menu, and to the browser where there is none. */
export function findCommand({ key, altKey, ctrlKey, metaKey }: KeyPress): CommandId | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  if (key === "F1") return "showKeys";
  return COMMAND_IDS.find((id) => keyOf(id) === key);
}

/** The plain key of a command, where it has one. */
export function keyOf(id: CommandId): string | undefined {
  const command: { menu: string; key?: string } = COMMANDS[id];
  return command.key;
}
