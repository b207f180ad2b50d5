import { COMMANDS, isOffered } from "./commands.ts";
import type { CommandId } from "./commands.ts";
import type { Settings } from "./settings.ts";

/**
 * The menus from left to right, in the native menu and in the page's own menu bar alike; a line stands between the groups of one.
 * What opens a log stands where people look for it: under Logs, and under View or File, where other programs have it.
 */
const MENUS = {
  file: [["addStreams"], ["chooseLogFiles", "chooseLogFolder"]],
  view: [
    ["showWall", "showLogs"],
    ["editLayouts", "openTestTile"],
    ["toggleStatistics", "toggleFullScreen"],
  ],
  logs: [["showLogs"], ["chooseLogFiles", "chooseLogFolder"], ["openLogFolder"]],
  alarms: [["showAlarms"], ["muteAlarms"], ["showHandover", "changeOperator"]],
  dashboard: [["showDashboard", "showReport"]],
  settings: [["showSettings"], ["useKorean", "useEnglish"]],
  help: [["showDiagnostics", "showKeys"]],
} as const satisfies Record<string, readonly (readonly CommandId[])[]>;

export type MenuId = keyof typeof MENUS;
export const MENU_IDS = Object.keys(MENUS) as MenuId[];

export interface MenuContext {
  hasDesktop: boolean;
  settings: Pick<Settings, "operators" | "shifts">;
}

/** The groups of a menu as a host with or without a desktop offers them. */
export function listMenuGroups(menu: MenuId, { hasDesktop, settings }: MenuContext): CommandId[][] {
  const offers = (id: CommandId): boolean => (hasDesktop || !("desktopOnly" in COMMANDS[id])) && isOffered(id, settings);
  return MENUS[menu].map((group: readonly CommandId[]) => group.filter(offers)).filter(({ length }) => length > 0);
}
