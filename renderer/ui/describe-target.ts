import { ALARM_KIND_NAMES, ALARM_KINDS } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmKind } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmTarget } from "./alarm-actions.ts";

/** What an alarm is about: by what is known of it, else by its id. */
export function describeTarget({ alarmId, view }: AlarmTarget): { kind: AlarmKind; source: string } {
  if (view) return view;
  const [topic, ...source] = alarmId.split(":");
  return { kind: ALARM_KIND_NAMES.find((name) => ALARM_KINDS[name].topic === topic) ?? "stream_down", source: source.join(":") };
}
