import type { AlarmEvidence } from "./alarm-evidence.ts";
import type { AlarmKind, AlarmOwner, Guidance, Priority } from "./alarm-kinds.ts";
import { ALARM_KINDS } from "./alarm-kinds.ts";
import type { Alarm, AlarmState, SeenBy } from "./alarm.ts";
import { alarmStateOf } from "./alarm.ts";
import type { Alarms } from "./apply-alarm-event.ts";
import type { Verdict } from "./evidence.ts";
import { isWithoutPlayableVideo } from "./judge-alone.ts";
import type { Reason } from "../reasons.ts";

/** All that the one sentence of an alarm says, in any language: "server A restarted, 12 cameras, back after 38 s". */
export interface AlarmDescription {
  kind: AlarmKind;
  owner: AlarmOwner;
  /** Key of the text that says what to do. */
  guidance: Guidance;
  state: AlarmState;
  priority: Priority;
  verdict: Verdict;
  /** A stream's id, host:port, a site's name or whatever the kind is about. */
  source: string;
  /** host:port of a stream's server. */
  server?: string;
  /** Of a stream's failure. */
  reason?: Reason;
  /** What the verdict rests on. */
  evidence?: AlarmEvidence;
  since: number;
  /** When it was over; absent: it goes on. */
  until?: number;
  /** How many PCs of the room see it, where that is known. */
  seenBy?: SeenBy;
  /** Of a cause. */
  streams?: {
    /** How many are or were part of it. */
    total: number;
    /** Those that have no picture still, the longest first. */
    missing: { streamId: string; since: number }[];
  };
}

export function describeAlarm(alarm: Alarm, alarms: Alarms, isInMaintenance = false): AlarmDescription {
  const { kind, source, condition, endedAt, occurrence } = alarm;
  const until = occurrence?.clearedAt ?? endedAt;
  const { owner, priority } = ALARM_KINDS[kind];
  const streams = describeStreams(alarm, alarms);
  return {
    kind,
    owner,
    // What is part of another alarm is over when that is.
    guidance: guidanceOf(alarms.get(occurrence?.cause ?? "") ?? alarm),
    state: alarmStateOf(alarm, isInMaintenance),
    priority: occurrence?.priority ?? condition?.priority ?? priority,
    verdict: verdictOf(alarm),
    source,
    ...(condition?.server !== undefined && { server: condition.server }),
    ...(condition?.reason && { reason: condition.reason }),
    ...(occurrence?.evidence && { evidence: occurrence.evidence }),
    since: occurrence?.since ?? condition?.since ?? 0,
    ...(until !== undefined && { until }),
    ...(occurrence?.seenBy && { seenBy: occurrence.seenBy }),
    ...(streams && { streams }),
  };
}

function verdictOf({ occurrence, condition }: Alarm): Verdict {
  return occurrence?.verdict ?? condition?.verdict ?? "unknown";
}

/** Of what only this PC does not have, neither the camera nor its server is to be looked at; where the codec is at fault, not the camera's power. */
function guidanceOf(alarm: Alarm): Guidance {
  const { kind, condition } = alarm;
  if (kind === "stream_down" && isWithoutPlayableVideo(condition?.reason)) return "check_codec";
  return ALARM_KINDS[verdictOf(alarm) === "local" ? "network_down" : alarm.kind].guidance;
}

/** What is part of it now, or has outlived it. */
function describeStreams({ id, kind, occurrence }: Alarm, alarms: Alarms): AlarmDescription["streams"] {
  if (!occurrence || ALARM_KINDS[kind].topic === "stream") return undefined;
  // A cause that is raised at once has streams whose own on-delay has not passed.
  const causeOf = ({ occurrence: other, condition }: Pick<Alarm, "occurrence" | "condition">): string | undefined =>
    other ? other.cause : condition?.cause;
  // A server that comes and goes has its own outages between itself and its streams.
  const isPart = (alarm: Alarm): boolean => {
    const cause = causeOf(alarm);
    const causeOfCause = cause === undefined ? undefined : causeOf(alarms.get(cause) ?? {});
    return cause === id || causeOfCause === id || alarm.occurrence?.outlived === occurrence.id;
  };
  const own = [...alarms.values()].filter((alarm) => ALARM_KINDS[alarm.kind].topic === "stream" && isPart(alarm));
  if (own.length === 0 && occurrence.streams === undefined) return undefined;
  const missing = own.flatMap(({ source, condition }) => (condition ? [{ streamId: source, since: condition.since }] : []));
  const total = Math.max(occurrence.streams ?? 0, own.length);
  return { total, missing: missing.sort((a, b) => a.since - b.since || (a.streamId < b.streamId ? -1 : 1)) };
}
