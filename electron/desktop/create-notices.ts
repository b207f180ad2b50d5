import type { BrowserWindow, Notification } from "electron";
import type { CommandId } from "../../shared/commands.ts";
import type { ControlRoom } from "../control-room-types.ts";
import type { ShowNotice } from "../delivery/desktop.ts";
import { bringToFront } from "./main-window.ts";

/** Where an alarm is dealt with. */
const ALARMS: CommandId = "showAlarms";

export interface NoticesOptions {
  Notification: typeof Notification;
  icon: string;
}

export interface DesktopNotices {
  /** Absent where this system shows none. */
  showNotice?: ShowNotice;
  /** Who is told that somebody has clicked on one; nobody before. */
  onClick(listener: () => void): void;
}

/** Milliseconds. A system that is told not to disturb says nothing at all: then it has been given the notice, and that is all there is to know. */
const LONGEST_SILENCE = 5_000;

/** Notices of the system. They are held until they are closed: one that is collected as garbage is deaf to its click. */
export function createNotices({ Notification, icon }: NoticesOptions): DesktopNotices {
  const shown = new Map<string, Notification>();
  let click = (): void => undefined;

  const showNotice: ShowNotice = ({ group, title, body }) =>
    new Promise((resolve, reject) => {
      const notice = new Notification({ title, body, icon });
      const silence = setTimeout(resolve, LONGEST_SILENCE);
      notice.on("show", () => {
        clearTimeout(silence);
        resolve();
      });
      notice.on("failed", (_event, error) => reject(new Error(error || "the system refused the notice"))); // on Linux it gives no words
      notice.on("click", () => click());
      notice.on("close", () => {
        if (shown.get(group) === notice) shown.delete(group);
      });
      shown.get(group)?.close();
      shown.set(group, notice);
      notice.show();
    });

  return {
    ...(Notification.isSupported() && { showNotice }),
    onClick(listener) {
      click = listener;
    },
  };
}

/** What a click on a notice does. */
export function openAlarms(window: BrowserWindow, controlRoom: Pick<ControlRoom, "notify">): void {
  if (window.isDestroyed()) return;
  bringToFront(window);
  controlRoom.notify("commandChosen", { command: ALARMS });
}
