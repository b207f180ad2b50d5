import type { Notification } from "electron";
import type { ShowNotice } from "../delivery/desktop.ts";

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

/** Groups. Windows keeps twenty notices of an app in its Action Center; where none is ever closed, this is the end of it. */
const MOST_HELD = 100;

/**
 * Notices of the system. They are held until they are closed: one that is collected as garbage is deaf to its click, and cannot give way to
 * the next of its group. Windows says `timedOut` of one that has moved to the Action Center, where it can still be clicked on.
 */
export function createNotices({ Notification, icon }: NoticesOptions): DesktopNotices {
  const held = new Map<string, Notification>();
  let click = (): void => undefined;

  function drop(group: string): void {
    held.get(group)?.close(); // that it says "close" is not certain
    held.delete(group);
  }

  function hold(group: string, notice: Notification): void {
    drop(group);
    held.set(group, notice);
    const [oldest] = held.keys();
    if (held.size > MOST_HELD) drop(oldest!);
  }

  function letGo(group: string, notice: Notification): void {
    if (held.get(group) === notice) held.delete(group);
  }

  const showNotice: ShowNotice = ({ group, title, body }) =>
    new Promise((resolve, reject) => {
      const notice = new Notification({ title, body, icon });
      const silence = setTimeout(resolve, LONGEST_SILENCE);
      notice.on("show", () => {
        clearTimeout(silence);
        resolve();
      });
      notice.on("failed", (_event, error) => {
        clearTimeout(silence);
        letGo(group, notice);
        reject(new Error(error || "the system refused the notice")); // on Linux it gives no words
      });
      notice.on("click", () => click());
      notice.on("close", ({ reason }) => {
        if (reason !== "timedOut") letGo(group, notice);
      });
      hold(group, notice);
      notice.show();
    });

  return {
    ...(Notification.isSupported() && { showNotice }),
    onClick(listener) {
      click = listener;
    },
  };
}
