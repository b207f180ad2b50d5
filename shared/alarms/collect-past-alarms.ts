import { ALARM_KINDS, highestOf } from "./alarm-kinds.ts";
import type { AlarmKind, AlarmOwner, Priority } from "./alarm-kinds.ts";
import type { AlarmEvent } from "./alarm.ts";
import type { Verdict } from "./evidence.ts";
import type { Reason } from "../reasons.ts";

/** An occurrence that is over. Moments are Unix milliseconds. */
export interface PastAlarm {
  alarmId: string;
  occurrenceId: string;
  kind: AlarmKind;
  /** What follows the topic in `alarmId`. */
  source: string;
  verdict: Verdict;
  /** The highest it had. */
  priority: Priority;
  since: number;
  /** When it went. */
  until: number;
  raisedAt: number;
  clearedAt: number;
  /** Absent: nobody has. */
  acknowledgedAt?: number;
  acknowledgedBy?: string;
  /** Id of the alarm that it was part of when it ended. */
  cause?: string;
  reason?: Reason;
  incidentId?: string;
  /** Of a cause: how many were part of it. */
  streams?: { total: number };
  comments: number;
}

type OpenPast = Omit<PastAlarm, "until" | "clearedAt">;

export interface PastCollector {
  /** Events of the journal, in their order. */
  note(event: AlarmEvent): void;
  /** The newest that ended first. */
  past(): PastAlarm[];
  /** How many have ended in all. */
  total(): number;
  /** What each alarm was last. */
  kinds(): ReadonlyMap<string, AlarmKind>;
}

export interface PastChoice {
  /** Ended within; `to` is exclusive. */
  from: number;
  to: number;
  /** What was part of another alarm, too. */
  withParts: boolean;
  limit: number;
}

/** The occurrences that ended within a time; the newest `limit` are kept. */
export function collectPastAlarms({ from, to, withParts, limit }: PastChoice): PastCollector {
  const open = new Map<string, OpenPast>();
  /** Over, by occurrence, the oldest first: whoever acknowledges them later is still noted. */
  const over = new Map<string, PastAlarm>();
  const kinds = new Map<string, AlarmKind>();
  let total = 0;

  function end(alarm: OpenPast, event: AlarmEvent & { type: "cleared" }): void {
    const { at, since, streams } = event;
    open.delete(alarm.alarmId);
    if (at < from || at >= to || (alarm.cause !== undefined && !withParts)) return;
    total++;
    const until = Math.min(at, Math.max(since, alarm.since));
    over.set(alarm.occurrenceId, { ...alarm, until, clearedAt: at, ...(streams !== undefined && { streams: { total: streams } }) });
    if (over.size > limit) over.delete(over.keys().next().value!);
  }

  function acknowledge({ occurrenceId, at, by, alarmId }: AlarmEvent & { type: "acknowledged" }): void {
    const present = open.get(alarmId);
    const alarm = present?.occurrenceId === occurrenceId ? present : over.get(occurrenceId);
    if (alarm) Object.assign(alarm, { acknowledgedAt: at, ...(by !== undefined && { acknowledgedBy: by }) });
  }

  function note(event: AlarmEvent): void {
    const { alarmId } = event;
    const alarm = open.get(alarmId);
    switch (event.type) {
      case "raised":
        kinds.set(alarmId, event.condition.kind);
        open.set(alarmId, begin(event));
        return;
      case "acknowledged":
        return acknowledge(event);
      case "cleared":
        return alarm && end(alarm, event);
      case "diagnosed":
        kinds.set(alarmId, event.kind);
        if (alarm) Object.assign(alarm, { kind: event.kind, verdict: event.verdict });
        return;
      case "escalated":
        if (alarm) alarm.priority = highestOf(alarm.priority, event.priority);
        return;
      case "suppressed":
        if (alarm) alarm.cause = event.cause;
        return;
      case "released":
        if (alarm) {
          delete alarm.cause;
          alarm.since = event.since;
        }
        return;
      case "commented":
        if (alarm) alarm.comments++;
        return;
      default:
    }
  }

  return { note, past: () => [...over.values()].toReversed(), total: () => total, kinds: () => kinds };
}

function begin({ id, at, alarmId, condition, streams }: AlarmEvent & { type: "raised" }): OpenPast {
  const { kind, since, priority, verdict = "unknown", reason, incidentId, cause } = condition;
  return {
    alarmId,
    occurrenceId: id,
    kind,
    source: alarmId.slice(alarmId.indexOf(":") + 1),
    verdict,
    priority,
    since,
    raisedAt: at,
    comments: 0,
    ...(cause !== undefined && { cause }),
    ...(reason && { reason }),
    ...(incidentId !== undefined && { incidentId }),
    ...(streams !== undefined && { streams: { total: streams } }),
  };
}

const OWNERS = new Map<string, AlarmOwner>(Object.values(ALARM_KINDS).map(({ topic, owner }) => [topic, owner]));

/** Whose alarm it is; undefined: of a topic that this version does not know. */
export function ownerOfAlarm(alarmId: string): AlarmOwner | undefined {
  return OWNERS.get(alarmId.slice(0, alarmId.indexOf(":")));
}
