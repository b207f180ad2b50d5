import type { Menu, MenuItemConstructorOptions } from "electron";
import type { Language } from "../../shared/choose-language.ts";
import { COMMANDS, COMMAND_IDS } from "../../shared/commands.ts";
import type { CommandId, MenuId } from "../../shared/commands.ts";
import { MENU_LABELS } from "./menu-labels.ts";
import type { Monitor } from "./window-place.ts";

export interface MenuOptions {
  language: Language;
  /** The primary one first. */
  monitors: readonly Pick<Monitor, "bounds">[];
  choose: (command: CommandId) => void;
  openWindow: (monitor: number) => void;
  quit: () => void;
}

/** The whole menu as data. */
export function buildMenuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const labels = MENU_LABELS[options.language];
  const role = (name: keyof typeof labels.role): MenuItemConstructorOptions => ({ role: name, label: labels.role[name] });
  const commandsOf = (menu: MenuId) => COMMAND_IDS.filter((id) => COMMANDS[id].menu === menu).map((id) => buildCommandItem(id, options));
  const separator: MenuItemConstructorOptions = { type: "separator" };
  const quit: MenuItemConstructorOptions = { id: "quit", label: labels.role.quit, accelerator: "CmdOrCtrl+Q", click: options.quit };
  return [
    { label: labels.menu.file, submenu: [...commandsOf("file"), separator, buildWindowItem(options), separator, quit] },
    { label: labels.menu.edit, submenu: [role("copy"), role("paste"), role("selectAll")] },
    {
      label: labels.menu.view,
      submenu: [...commandsOf("view"), separator, role("zoomIn"), role("zoomOut"), role("resetZoom"), separator, role("reload")],
    },
    { label: labels.menu.language, submenu: commandsOf("language") },
    { label: labels.menu.help, submenu: commandsOf("help") },
  ];
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

function buildCommandItem(id: CommandId, { language, choose }: MenuOptions): MenuItemConstructorOptions {
  const command = COMMANDS[id];
  const item = { id, label: MENU_LABELS[language].command[id], ...("accelerator" in command && { accelerator: command.accelerator }) };
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
