import type { IpcMain, IpcMainInvokeEvent, WebContents } from "electron";
import { METHOD_NAMES } from "../../shared/api-names.ts";
import type { Result } from "../../shared/api-names.ts";
import { parseInput, refuse } from "../call-input.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { isAppUrl } from "./app-origin.ts";
import { callChannel, notificationChannel } from "./channels.ts";

export interface ExposeApiOptions {
  ipcMain: Pick<IpcMain, "handle">;
  controlRoom: ControlRoom;
  /** The one page that may call. */
  page: WebContents;
  log: (message: string) => void;
}

/** The contract over IPC: every call of our page's main frame is passed on, everybody else is refused; notifications go to the page. */
export function exposeApi({ ipcMain, controlRoom, page, log }: ExposeApiOptions): void {
  for (const method of METHOD_NAMES) {
    ipcMain.handle(callChannel(method), async (event, input: unknown): Promise<Result<unknown>> => {
      if (!isTrustedSender(event, page)) {
        log(`call ${method} of a foreign sender refused: ${event.senderFrame?.url.slice(0, 200) ?? "a frame that is gone"}`);
        return refuse("forbidden", "only the app's own page may call");
      }
      const parsed = parseInput(toJson(input));
      return parsed.ok ? controlRoom.call(method, parsed.value) : parsed;
    });
  }
  const stop = controlRoom.onNotification((name, payload) => {
    if (!page.isCrashed()) page.send(notificationChannel(name), payload);
  });
  page.once("destroyed", stop);
}

/** A frame inside our page, another window and a page that navigated away are all somebody else. */
function isTrustedSender({ sender, senderFrame }: IpcMainInvokeEvent, page: WebContents): boolean {
  return sender === page && senderFrame !== null && senderFrame === page.mainFrame && isAppUrl(senderFrame.url);
}

/** IPC carries Maps, Dates and cycles, HTTP does not: as JSON both hosts' calls mean the same and are measured alike. */
function toJson(input: unknown): string {
  try {
    return JSON.stringify(input) ?? "";
  } catch {
    return "not JSON";
  }
}
