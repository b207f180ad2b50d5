import { readAlarmLine } from "../../../shared/alarms/alarm-line.ts";
import type { AlarmEvent } from "../../../shared/alarms/alarm.ts";
import { parseObject } from "../../../shared/parse-object.ts";
import { isRoomAct } from "../../../shared/room/room-act.ts";

export interface RoomLine {
  clientId: string;
  event: AlarmEvent;
}

/** A line of the room's alarm journal. No PC acts in the name of another: such a line is none. */
export function readRoomLine(text: string): RoomLine | undefined {
  const line = parseObject(text);
  const event = line && readAlarmLine(line);
  if (!event || typeof line?.clientId !== "string") return undefined;
  const { clientId } = line;
  return isRoomAct(event) && event.client.id.toLowerCase() !== clientId.toLowerCase() ? undefined : { clientId, event };
}
