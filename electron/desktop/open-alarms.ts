import type { BrowserWindow } from "electron";
import type { CommandId } from "../../shared/commands.ts";
import type { ControlRoom } from "../control-room-types.ts";
import { bringToFront } from "./main-window.ts";

/** Where an alarm is dealt with. */
const ALARMS: CommandId = "showAlarms";

/** What a click on a notice does. */
export function openAlarms(window: BrowserWindow, controlRoom: Pick<ControlRoom, "notify">): void {
  if (window.isDestroyed()) return;
  bringToFront(window);
  controlRoom.notify("commandChosen", { command: ALARMS });
}
