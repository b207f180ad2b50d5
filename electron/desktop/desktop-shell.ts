import type { BrowserWindow, Dialog, Shell } from "electron";
import { chooseLanguage } from "../../shared/choose-language.ts";
import { apiError } from "../api-error.ts";
import type { DesktopShell } from "../control-room-types.ts";
import { MENU_LABELS } from "./menu-labels.ts";
import { printPage } from "./print-page.ts";

export interface DesktopShellOptions {
  shell: Pick<Shell, "openPath">;
  dialog: Pick<Dialog, "showOpenDialog" | "showSaveDialog">;
  /** The window that a dialog belongs to, with the page that is printed. */
  window: () => BrowserWindow | undefined;
  systemLanguage: string;
}

export function createDesktopShell({ shell, dialog, window, systemLanguage }: DesktopShellOptions): DesktopShell {
  return {
    async showFolder(path) {
      const problem = await shell.openPath(path);
      if (problem !== "") throw apiError("unavailable", problem);
    },
    async chooseLogs(kind, language) {
      const labels = MENU_LABELS[chooseLanguage(language, systemLanguage)].chooseLogs;
      // Windows and Linux have a dialog for files and one for folders, none for both.
      const what: Electron.OpenDialogOptions =
        kind === "folder"
          ? { title: labels.folder, properties: ["openDirectory"] }
          : {
              title: labels.files,
              properties: ["openFile", "multiSelections"],
              filters: [{ name: labels.filter, extensions: ["jsonl", "gz"] }],
            };
      const parent = window();
      const { filePaths } = await (parent ? dialog.showOpenDialog(parent, what) : dialog.showOpenDialog(what));
      return filePaths;
    },
    async printPdf(name, language) {
      const parent = window();
      if (!parent) throw apiError("unavailable", "there is no window");
      const labels = MENU_LABELS[chooseLanguage(language, systemLanguage)].savePdf;
      const { filePath } = await dialog.showSaveDialog(parent, {
        title: labels.title,
        defaultPath: name,
        filters: [{ name: labels.filter, extensions: ["pdf"] }],
      });
      return filePath ? { file: filePath, content: await printPage(parent.webContents) } : undefined;
    },
  };
}
