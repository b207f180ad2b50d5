import type { BrowserWindow, Input } from "electron";

/** What of a key press decides whether a kiosk lets it through. */
export type KioskKey = Pick<Input, "key" | "code" | "control" | "meta" | "alt" | "shift">;

/** Typing into a dialog, by their places on the keyboard: a Korean layout types other letters there. */
const EDITING: ReadonlySet<string> = new Set(["KeyA", "KeyC", "KeyV", "KeyX", "KeyZ"]);

/**
 * Whether a key press reaches the page of a kiosk. What is pressed with Ctrl, Alt or the system's key, and F keys, are ways to other
 * windows, to a zoomed, reloaded or printed page and to developer tools, now or in a later Chromium: only what is needed passes.
 */
export function isKioskKey({ key, code, control, meta, alt, shift }: KioskKey): boolean {
  if (control && alt && shift) return code === "KeyQ"; // the administrator's way out
  if (alt || meta) return ["Alt", "Meta"].includes(key) && !control;
  if (control) return key === "Control" || EDITING.has(code);
  return key === "F1" || (!/^F\d+$/.test(key) && !/^(Browser|Launch|ContextMenu)/.test(key));
}

export interface Kiosk {
  /** From now on this window is a kiosk's while there is one. */
  watch(window: BrowserWindow): void;
  /** Every window fills its monitor, or stands as it stood. */
  set(isKiosk: boolean): void;
  isOn(): boolean;
}

export function createKiosk(listWindows: () => BrowserWindow[]): Kiosk {
  let isOn = false;

  function apply(window: BrowserWindow): void {
    window.setMenuBarVisibility(!isOn);
    if (window.isKiosk() !== isOn) window.setKiosk(isOn);
    if (isOn) window.webContents.setZoomLevel(0);
  }

  return {
    watch(window) {
      const page = window.webContents;
      page.on("before-input-event", (event, input) => {
        if (isOn && !isKioskKey(input)) event.preventDefault();
      });
      page.on("devtools-opened", () => isOn && page.closeDevTools());
      window.on("system-context-menu", (event) => isOn && event.preventDefault());
      window.on("leave-full-screen", () => isOn && apply(window));
      if (isOn) apply(window);
    },
    set(next) {
      if (next === isOn) return;
      isOn = next;
      listWindows().forEach(apply);
    },
    isOn: () => isOn,
  };
}
