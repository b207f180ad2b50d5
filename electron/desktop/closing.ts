import type { App, BrowserWindow, Dialog } from "electron";
import type { Language } from "../../shared/choose-language.ts";
import type { DesktopSettings } from "../../shared/desktop-settings.ts";
import { MENU_LABELS } from "./menu-labels.ts";

export interface ClosingFacts {
  /** The app quits: the system goes down, or somebody has said so. */
  isQuitting: boolean;
  isKiosk: boolean;
  /** Windows besides this one. */
  others: number;
  onClose: DesktopSettings["onClose"];
}

/** What closing a window does. In a control room an app that nobody sees end is a failure. */
export function decideClosing({ isQuitting, isKiosk, others, onClose }: ClosingFacts): "close" | "refuse" | "ask" | "hide" {
  if (isQuitting) return "close";
  if (isKiosk) return "refuse";
  if (others > 0 || onClose === "quit") return "close";
  return onClose === "ask" ? "ask" : "hide";
}

export interface ClosingOptions {
  app: App;
  dialog: Pick<Dialog, "showMessageBox">;
  /** All that are open. */
  listWindows: () => BrowserWindow[];
  settings: () => Pick<DesktopSettings, "onClose">;
  language: () => Language;
  isKiosk: () => boolean;
  /** A person has said that the app shall end; it does so next. */
  onQuit: () => void;
}

export interface Closing {
  watch(window: BrowserWindow): void;
  /** Somebody wants the app to end. */
  quit(window: BrowserWindow | undefined): Promise<void>;
}

export function createClosing({ app, dialog, listWindows, settings, language, isKiosk, onQuit }: ClosingOptions): Closing {
  let isQuitting = false;
  let isAsking = false;
  app.on("before-quit", () => (isQuitting = true));

  function end(): void {
    onQuit();
    app.quit();
  }

  /** `hide` is offered where there is a window that could be hidden. */
  async function ask(window: BrowserWindow | undefined): Promise<"hide" | "quit" | "cancel"> {
    if (isAsking) return "cancel";
    isAsking = true;
    try {
      const { message, detail, hide, quit, cancel } = MENU_LABELS[language()].closing;
      const options = {
        type: "question" as const,
        message,
        detail,
        buttons: [hide, quit, cancel],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      };
      const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
      return (["hide", "quit"] as const)[response] ?? "cancel";
    } finally {
      isAsking = false;
    }
  }

  async function closeLast(window: BrowserWindow): Promise<void> {
    const { onClose } = settings();
    const decision = decideClosing({ isQuitting, isKiosk: isKiosk(), others: 0, onClose });
    const answer = decision === "ask" ? await ask(window) : decision;
    if (answer === "quit" || answer === "close") end();
    if (answer === "hide" && !window.isDestroyed()) hide(window);
  }

  return {
    watch(window) {
      window.on("close", (event) => {
        const others = listWindows().length - 1;
        const decision = decideClosing({ isQuitting, isKiosk: isKiosk(), others, onClose: "ask" });
        if (decision === "close") return;
        event.preventDefault();
        if (decision === "ask") void closeLast(window);
      });
    },
    async quit(window) {
      if (isKiosk()) return;
      const answer = settings().onClose === "quit" ? "quit" : await ask(window);
      if (answer === "quit") end();
      if (answer === "hide") listWindows().forEach(hide);
    },
  };
}

/** Linux does not say whether it shows a tray: what is minimized can be found in any case. */
function hide(window: BrowserWindow): void {
  if (process.platform === "linux") window.minimize();
  else window.hide();
}
