import { readAlarmId } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmKind } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmTarget } from "./alarm-actions.ts";

/** What an alarm is about: by what is known of it, else by its id. */
export function describeTarget({ alarmId, view }: AlarmTarget): { kind: AlarmKind; source: string } {
  return view ?? readAlarmId(alarmId);
}
