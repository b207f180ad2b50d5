import type { Menu, MenuItemConstructorOptions } from "electron";
import { chooseLanguage } from "../../shared/choose-language.ts";
import type { Language } from "../../shared/choose-language.ts";
import { COMMANDS, COMMAND_IDS } from "../../shared/commands.ts";
import type { CommandId, MenuId } from "../../shared/commands.ts";
import type { Settings } from "../../shared/settings.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { MENU_LABELS } from "./menu-labels.ts";

export interface MenuOptions {
  language: Language;
  choose: (command: CommandId) => void;
}

/** The whole menu as data. */
export function buildMenuTemplate({ language, choose }: MenuOptions): MenuItemConstructorOptions[] {
  const labels = MENU_LABELS[language];
  const role = (name: keyof typeof labels.role): MenuItemConstructorOptions => ({ role: name, label: labels.role[name] });
  const commandsOf = (menu: MenuId) =>
    COMMAND_IDS.filter((id) => COMMANDS[id].menu === menu).map((id) => buildCommandItem(id, { language, choose }));
  const separator: MenuItemConstructorOptions = { type: "separator" };
  return [
    { label: labels.menu.file, submenu: [...commandsOf("file"), separator, role("quit")] },
    { label: labels.menu.edit, submenu: [role("copy"), role("paste"), role("selectAll")] },
    {
      label: labels.menu.view,
      submenu: [...commandsOf("view"), separator, role("zoomIn"), role("zoomOut"), role("resetZoom"), separator, role("reload")],
    },
    { label: labels.menu.language, submenu: commandsOf("language") },
    { label: labels.menu.help, submenu: commandsOf("help") },
  ];
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

/** Shows the menu, in the language of the settings as they change; chosen commands go to the page. */
export async function showMenu(menu: typeof Menu, controlRoom: ControlRoom, systemLanguage: string): Promise<void> {
  const choose = (command: CommandId): void => controlRoom.notify("commandChosen", { command });
  const show = ({ language }: Settings): void => {
    const template = buildMenuTemplate({ language: chooseLanguage(language, systemLanguage), choose });
    menu.setApplicationMenu(menu.buildFromTemplate(template));
  };
  controlRoom.onNotification((name, payload) => {
    if (name === "settingsChanged" && "settings" in payload) show(payload.settings);
  });
  show((await controlRoom.api.getSettings({})).settings);
}
