import { ALARM_KINDS } from "./alarm-kinds.ts";
import type { Alarms } from "./apply-alarm-event.ts";

/** Ids of the streams that are part of each cause (by its alarm id), raised or not. */
export function listMembers(alarms: Alarms): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  for (const { kind, source, occurrence, condition } of alarms.values()) {
    const cause = occurrence?.cause ?? condition?.cause;
    if (cause === undefined || ALARM_KINDS[kind].topic !== "stream") continue;
    const known = members.get(cause);
    if (known) known.add(source);
    else members.set(cause, new Set([source]));
  }
  return members;
}
