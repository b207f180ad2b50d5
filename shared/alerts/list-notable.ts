import { ALARM_KINDS, isOfOneStream } from "../alarms/alarm-kinds.ts";
import type { Alarm } from "../alarms/alarm.ts";
import { alarmStateOf, isOpen } from "../alarms/alarm.ts";
import type { Alarms } from "../alarms/apply-alarm-event.ts";
import { describeAlarm } from "../alarms/describe-alarm.ts";
import { nameAlarm, tellName } from "../alarms/name-alarm.ts";
import type { Naming } from "../alarms/name-alarm.ts";
import { MOST_LISTED } from "./notification.ts";
import type { AlarmNote } from "./notification.ts";

/** An open alarm as the notifier sees it. */
export interface NotableAlarm {
  note: AlarmNote;
  /** Where it belongs by itself. */
  group: string;
  source: string;
  /** Shelved, out of service, or part of another alarm: not spoken of by itself. */
  isHidden: boolean;
  isAcknowledged: boolean;
  /** Occurrence of the cause that it has outlived: it belongs where that was told. */
  outlived?: string;
}

/** All that is raised and not over. `isMasked`: the settings expect it to be down now. */
export function listNotable(alarms: Alarms, naming: Naming, isMasked: (alarm: Alarm) => boolean): NotableAlarm[] {
  return [...alarms.values()].flatMap((alarm) => {
    if (!isOpen(alarm)) return [];
    const { id, source, occurrence } = alarm;
    const state = alarmStateOf(alarm, isMasked(alarm));
    const server = serverOfAlarm(alarm, naming);
    return [
      {
        note: makeNote(alarm, alarms, naming),
        group: server === undefined ? id : `server:${server}`,
        source,
        isHidden: state === "shelved" || state === "suppressed" || state === "out_of_service",
        isAcknowledged: occurrence.isAcknowledged,
        ...(occurrence.outlived !== undefined && { outlived: occurrence.outlived }),
      },
    ];
  });
}

/** Streams and servers belong to a server; undefined: everything else is by itself. */
function serverOfAlarm({ kind, source }: Alarm, { streams, servers }: Naming): string | undefined {
  const { topic } = ALARM_KINDS[kind];
  if (isOfOneStream(topic) && streams.has(source)) return streams.get(source)?.server;
  return topic === "server" || servers.has(source) ? source : undefined;
}

function makeNote(alarm: Alarm & { occurrence: { id: string } }, alarms: Alarms, naming: Naming): AlarmNote {
  const { kind, owner, priority, verdict, source, reason, evidence, since, seenBy, streams } = describeAlarm(alarm, alarms);
  return {
    alarmId: alarm.id,
    occurrenceId: alarm.occurrence.id,
    kind,
    owner,
    priority,
    verdict,
    name: nameAlarm(kind, source, naming),
    ...(reason && { reason }),
    ...(evidence && { evidence }),
    since,
    ...(seenBy && { seenBy }),
    ...(streams && { streams: { total: streams.total, missing: listMissing(streams.missing, naming) } }),
  };
}

function listMissing(missing: readonly { streamId: string; since: number }[], naming: Naming) {
  return missing
    .slice(0, MOST_LISTED)
    .map(({ streamId, since }) => ({ name: naming.streams.get(streamId)?.name ?? tellName(streamId), since }));
}
