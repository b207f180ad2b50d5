import type { AlarmNote } from "../../../shared/alerts/notification.ts";
import type { NotableAlarm } from "../../../shared/alerts/list-notable.ts";

export const T0 = Date.parse("2026-09-22T02:10:00Z");
export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;

export function makeNote(change: Partial<AlarmNote> = {}): AlarmNote {
  const { alarmId = "server:a:8889" } = change;
  return {
    alarmId,
    occurrenceId: `${alarmId}#1`,
    kind: "server_down",
    owner: "operator",
    priority: "medium",
    verdict: "server_down",
    name: "서버 A",
    since: T0,
    ...change,
  };
}

/** An open alarm of server a:8889. */
export function makeNotable(note: Partial<AlarmNote> = {}, change: Partial<NotableAlarm> = {}): NotableAlarm {
  const made = makeNote(note);
  return {
    note: made,
    group: "server:a:8889",
    source: made.alarmId.split(":").slice(1).join(":"),
    isHidden: false,
    isAcknowledged: false,
    ...change,
  };
}

/** A stream's alarm. */
export function makeCamera(name: string, note: Partial<AlarmNote> = {}, change: Partial<NotableAlarm> = {}): NotableAlarm {
  return makeNotable({ alarmId: `stream:${name}`, kind: "stream_down", verdict: "camera", name, priority: "low", ...note }, change);
}
