import type { BrowserWindow, Dialog } from "electron";
import { chooseLanguage } from "../../shared/choose-language.ts";
import { MENU_LABELS } from "./menu-labels.ts";

export interface AskToReloadOptions {
  dialog: Pick<Dialog, "showMessageBox">;
  window: BrowserWindow;
  systemLanguage: string;
}

/** Asks whether a page that crashes again and again is to be loaded once more; else the window is closed, and with it the app. */
export async function askToReload({ dialog, window, systemLanguage }: AskToReloadOptions): Promise<boolean> {
  const { message, detail, reload, quit } = MENU_LABELS[chooseLanguage("system", systemLanguage)].crashLoop;
  const { response } = await dialog.showMessageBox(window, { type: "error", message, detail, buttons: [reload, quit], cancelId: 0 });
  if (response === 1) window.close();
  return response === 0;
}
