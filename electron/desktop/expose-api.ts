import type { IpcMain, IpcMainInvokeEvent, WebContents } from "electron";
import { METHOD_NAMES } from "../../shared/api-names.ts";
import type { MethodName, NotificationName, Notifications, Result } from "../../shared/api-names.ts";
import type { CommandId } from "../../shared/commands.ts";
import { parseInput, refuse, writeInput } from "../call-input.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { isAppUrl } from "./app-origin.ts";
import { callChannel, notificationChannel } from "./channels.ts";
import type { Windows } from "./windows.ts";

export interface ExposeApiOptions {
  ipcMain: Pick<IpcMain, "handle">;
  controlRoom: ControlRoom;
  /** Whose pages may call. */
  windows: Pick<Windows, "owns" | "list">;
  /** A page of ours calls. */
  onCall: (page: WebContents, method: MethodName, input: unknown) => void;
  log: (message: string) => void;
}

/** The contract over IPC: calls of our pages' main frames are passed on, everybody else is refused; notifications go to all pages. */
export function exposeApi({ ipcMain, controlRoom, windows, onCall, log }: ExposeApiOptions): void {
  for (const method of METHOD_NAMES) {
    ipcMain.handle(callChannel(method), async (event, input: unknown): Promise<Result<unknown>> => {
      if (!windows.owns(event.sender) || !isOurMainFrame(event)) {
        log(`call ${method} of a foreign sender refused: ${event.senderFrame?.url.slice(0, 200) ?? "a frame that is gone"}`);
        return refuse("forbidden", "only the app's own page may call");
      }
      const text = writeInput(input);
      if (text === undefined) return refuse("invalid_input", "the input is not JSON, or too long");
      const parsed = parseInput(text);
      if (!parsed.ok) return parsed;
      onCall(event.sender, method, parsed.value);
      return controlRoom.call(method, parsed.value);
    });
  }
  controlRoom.onNotification((name, payload) => {
    for (const { webContents } of windows.list()) tellPage(webContents, name, payload);
  });
}

function tellPage<N extends NotificationName>(page: WebContents, name: N, payload: Notifications[N]): void {
  if (!page.isCrashed()) page.send(notificationChannel(name), payload);
}

/** A command is for the page that it was chosen for, not for all. */
export function chooseCommand(page: WebContents, command: CommandId): void {
  tellPage(page, "commandChosen", { command });
}

/** A frame inside our page, and a page that navigated away, are somebody else. */
function isOurMainFrame({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url);
}
