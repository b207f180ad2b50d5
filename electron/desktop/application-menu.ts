import type { Menu, MenuItemConstructorOptions } from "electron";
import type { Language } from "../../shared/choose-language.ts";
import { COMMANDS } from "../../shared/commands.ts";
import type { CommandId } from "../../shared/commands.ts";
import { listMenuGroups, MENU_IDS } from "../../shared/menus.ts";
import type { MenuId } from "../../shared/menus.ts";
import type { Settings } from "../../shared/settings.ts";
import { MENU_LABELS } from "./menu-labels.ts";
import type { Monitor } from "./window-place.ts";

export interface MenuOptions {
  language: Language;
  settings: Pick<Settings, "operators" | "shifts">;
  /** The primary one first. */
  monitors: readonly Pick<Monitor, "bounds">[];
  choose: (command: CommandId) => void;
  openWindow: (monitor: number) => void;
  quit: () => void;
}

/** The whole menu as data: the menus of shared/menus.ts, and what only a desktop has. */
export function buildMenuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const labels = MENU_LABELS[options.language];
  const role = (name: keyof typeof labels.role): MenuItemConstructorOptions => ({ role: name, label: labels.role[name] });
  const quit: MenuItemConstructorOptions = { id: "quit", label: labels.role.quit, accelerator: "CmdOrCtrl+Q", click: options.quit };
  const ownGroups: Partial<Record<MenuId, MenuItemConstructorOptions[][]>> = {
    file: [[buildWindowItem(options)], [quit]],
    view: [[role("zoomIn"), role("zoomOut"), role("resetZoom")], [role("reload")]],
  };
  const seen = new Set<CommandId>();
  const menus = MENU_IDS.map((menu) => {
    const commands = listMenuGroups(menu, { hasDesktop: true, settings: options.settings }).map((ids) =>
      ids.map((id) => buildCommandItem(id, options, seen)),
    );
    return { label: labels.menu[menu], submenu: joinGroups([...commands, ...(ownGroups[menu] ?? [])]) };
  });
  const [file, ...others] = menus;
  return [file!, { label: labels.menu.edit, submenu: [role("copy"), role("paste"), role("selectAll")] }, ...others];
}

function joinGroups(groups: MenuItemConstructorOptions[][]): MenuItemConstructorOptions[] {
  return groups.flatMap((group, n) => (n === 0 ? group : [{ type: "separator" }, ...group]));
}

/** One more window; where there are several monitors, on which. */
function buildWindowItem({ language, monitors, openWindow }: MenuOptions): MenuItemConstructorOptions {
  const { open, onMonitor } = MENU_LABELS[language].window;
  if (monitors.length < 2) return { id: "newWindow", label: open, accelerator: "CmdOrCtrl+N", click: () => openWindow(0) };
  return {
    id: "newWindow",
    label: open,
    submenu: monitors.map(({ bounds: { width, height } }, n) => ({
      label: onMonitor(n + 1, width, height),
      ...(n === 0 && { accelerator: "CmdOrCtrl+N" }),
      click: () => openWindow(n),
    })),
  };
}

function buildCommandItem(id: CommandId, { language, choose }: MenuOptions, seen: Set<CommandId>): MenuItemConstructorOptions {
  const command = COMMANDS[id];
  const item: MenuItemConstructorOptions = { id, label: MENU_LABELS[language].command[id] };
  if ("accelerator" in command) item.accelerator = command.accelerator;
  if (seen.has(id)) item.registerAccelerator = false; // shown beside both, and one key press chooses once
  seen.add(id);
  // A page may fill the screen only in answer to a key or click of its own, so here the window does it.
  if (id === "toggleFullScreen") return { ...item, role: "togglefullscreen" };
  const click = (): void => choose(id);
  if (id === "useKorean" || id === "useEnglish") {
    return { ...item, click, type: "radio", checked: (id === "useKorean") === (language === "ko") };
  }
  return { ...item, click };
}

/** Shows the menu; to be called again when its language or the monitors are others. */
export function showMenu(menu: typeof Menu, options: MenuOptions): void {
  menu.setApplicationMenu(menu.buildFromTemplate(buildMenuTemplate(options)));
}
