import { BrowserWindow } from "electron";
import type { Rectangle } from "electron";

export interface WallWindowOptions {
  preload: string;
  icon: string;
  bounds: Rectangle;
}

/** A window for the wall, hidden until its first picture is drawn. Whoever creates it loads the page. */
export function createWallWindow({ preload, icon, bounds }: WallWindowOptions): BrowserWindow {
  return new BrowserWindow({
    ...bounds,
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
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
