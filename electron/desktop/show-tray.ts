import { hostname } from "node:os";
import type * as Electron from "electron";
import type { Language } from "../../shared/choose-language.ts";
import type { Settings } from "../../shared/settings.ts";
import { coalesce } from "../coalesce.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { createTray } from "./create-tray.ts";
import type { TrayActions } from "./create-tray.ts";
import { judgeTray } from "./judge-tray.ts";

export interface ShowTrayOptions {
  electron: Pick<typeof Electron, "Tray" | "Menu" | "nativeImage">;
  iconDirectory: string;
  controlRoom: Pick<ControlRoom, "api" | "onNotification">;
  settings: () => Settings;
  language: () => Language;
  isWatching: () => boolean;
  actions: TrayActions;
  log: (message: string) => void;
}

/** Milliseconds: that no page answers any more is no event. */
const INTERVAL = 15_000;

/** Keeps the tray as things stand. */
export function showTray({ electron, controlRoom, settings, language, isWatching, ...options }: ShowTrayOptions): void {
  const tray = createTray({ ...electron, ...options });
  const update = async (): Promise<void> => {
    const { alarms } = await controlRoom.api.getAlarms({});
    const facts = { alarms, settings: settings(), hostName: hostname(), isWatching: isWatching(), language: language(), now: Date.now() };
    tray.show({ ...judgeTray(facts), language: facts.language });
  };
  const updateSoon = coalesce(() => void update().catch((error: unknown) => options.log(`the tray: ${String(error)}`)));
  controlRoom.onNotification((name) => {
    if (name === "alarmsChanged" || name === "settingsChanged") updateSoon();
  });
  setInterval(updateSoon, INTERVAL).unref();
  updateSoon();
}
