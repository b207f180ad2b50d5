import { BrowserWindow } from "electron";

export interface MainWindowOptions {
  preload: string;
  icon: string;
}

/** The wall's window, hidden until its first picture is drawn. Whoever creates it loads the page. */
export function createMainWindow({ preload, icon }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1_600,
    height: 900,
    minWidth: 640,
    minHeight: 400,
    show: false,
    backgroundColor: "#14171a",
    title: "MTX Watch",
    icon,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      // A wall behind another window must notice failures as fast as one in front.
      backgroundThrottling: false,
      autoplayPolicy: "no-user-gesture-required",
    },
  });
  window.once("ready-to-show", () => window.show());
  return window;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
