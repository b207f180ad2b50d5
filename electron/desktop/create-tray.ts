import { join } from "node:path";
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray, nativeImage } from "electron";
import type { Language } from "../../shared/choose-language.ts";
import type { TrayState } from "./judge-tray.ts";
import { MENU_LABELS } from "./menu-labels.ts";

export interface TrayOptions {
  Tray: typeof Tray;
  Menu: typeof Menu;
  nativeImage: typeof nativeImage;
  /** Folder of fine.png, trouble.png and unknown.png, 64 × 64. */
  iconDirectory: string;
  actions: TrayActions;
  log: (message: string) => void;
}

export interface TrayActions {
  show: () => void;
  showAlarms: () => void;
  showLogs: () => void;
  quit: () => void;
}

export interface AppTray {
  show(facts: { state: TrayState; sentence: string; language: Language }): void;
}

/** Points. */
const SIZE = 16;
const SCALES = [1, 1.25, 1.5, 2, 3];
/** Windows cuts a tooltip at 127 characters. */
const LONGEST_TIP = 127;

/** The app's icon beside the clock; nothing where the system has no place for it. */
export function createTray({ Tray, Menu, nativeImage, iconDirectory, actions, log }: TrayOptions): AppTray {
  let tray: Tray | undefined;
  let isRefused = false;
  let shown = "";

  function draw(state: TrayState): NativeImage {
    const image = nativeImage.createFromPath(join(iconDirectory, `${state}.png`));
    if (process.platform === "linux") return image; // a panel has a size of its own
    const icon = nativeImage.createEmpty();
    for (const scaleFactor of SCALES) {
      icon.addRepresentation({ scaleFactor, buffer: image.resize({ width: SIZE * scaleFactor, quality: "best" }).toPNG() });
    }
    return icon;
  }

  function make(state: TrayState): Tray {
    const made = new Tray(draw(state));
    made.on("click", actions.show);
    return made;
  }

  return {
    show({ state, sentence, language }) {
      const text = `MTX Watch: ${sentence}`;
      if (isRefused || shown === language + state + text) return;
      shown = language + state + text;
      try {
        if (tray) tray.setImage(draw(state));
        else tray = make(state);
        tray.setToolTip(text.length > LONGEST_TIP ? `${text.slice(0, LONGEST_TIP - 1)}…` : text);
        tray.setContextMenu(Menu.buildFromTemplate(buildTrayTemplate({ sentence, language, actions })));
      } catch (error) {
        isRefused = true;
        log(`there is no tray: ${String(error)}`);
      }
    },
  };
}

/** The state stands in it too: on some desktops a tray has no tooltip. */
function buildTrayTemplate({
  sentence,
  language,
  actions,
}: {
  sentence: string;
  language: Language;
  actions: TrayActions;
}): MenuItemConstructorOptions[] {
  const labels = MENU_LABELS[language];
  return [
    { label: sentence, enabled: false },
    { type: "separator" },
    { label: labels.tray.show, click: actions.show },
    { label: labels.command.showAlarms, click: actions.showAlarms },
    { label: labels.command.showLogs, click: actions.showLogs },
    { type: "separator" },
    { label: labels.role.quit, click: actions.quit },
  ];
}
