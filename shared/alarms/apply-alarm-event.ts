import type { AlarmEvidence } from "./alarm-evidence.ts";
import { ALARM_KIND_NAMES, ALARM_KINDS, highestOf } from "./alarm-kinds.ts";
import type { AlarmKind } from "./alarm-kinds.ts";
import { MOST_COMMENTS } from "./alarm.ts";
import type { Alarm, AlarmChange, AlarmComment, AlarmEvent, Condition, Occurrence } from "./alarm.ts";

/** All alarms that there is anything to know of, by id. */
export type Alarms = ReadonlyMap<string, Alarm>;

/**
 * An alarm after an event; undefined: there is nothing left to know of it. An event that has no place in a state leaves it: a journal with
 * a line missing or twice is still read to its end.
 */
export function applyAlarmEvent(alarm: Alarm | undefined, event: AlarmEvent): Alarm | undefined {
  const before = alarm ?? makeAlarm(event);
  const after = before && change(before, event);
  return after && isWorthKeeping(after) ? after : undefined;
}

/** The same with all alarms; changes the map. */
export function applyToAlarms(alarms: Map<string, Alarm>, event: AlarmEvent): void {
  const after = applyAlarmEvent(alarms.get(event.alarmId), event);
  if (after) alarms.set(event.alarmId, after);
  else alarms.delete(event.alarmId);
}

function change(alarm: Alarm, event: AlarmEvent): Alarm {
  const { occurrence } = alarm;
  switch (event.type) {
    case "began":
      return begin(alarm, event.condition);
    case "ended":
      return end(alarm, event.since);
    case "raised":
      return raise(begin(alarm, event.condition), event);
    case "cleared":
      return clear(alarm, event);
    case "shelved":
      return { ...alarm, shelf: { at: event.at, until: event.until, reason: event.reason, ...byOf(event) } };
    case "unshelved":
      return without(alarm, "shelf");
    case "out_of_service": {
      const { at, until, reason } = event;
      return { ...alarm, outOfService: { at, reason, ...(until !== undefined && { until }), ...byOf(event) } };
    }
    case "in_service":
      return without(alarm, "outOfService");
    case "commented":
      return { ...alarm, comments: [...alarm.comments, { at: event.at, text: event.text, ...byOf(event) }].slice(-MOST_COMMENTS) };
    case "diagnosed":
      return occurrence
        ? { ...alarm, kind: event.kind, occurrence: { ...occurrence, verdict: event.verdict, ...evidenceOf(event) } }
        : alarm;
    default:
      return occurrence ? settle({ ...alarm, occurrence: changeOccurrence(occurrence, event) }) : alarm;
  }
}

/** What goes on keeps the start that was known; what had ended and begins again has a new one. */
function begin(alarm: Alarm, condition: Condition): Alarm {
  const { condition: known } = alarm;
  const since = known ? Math.min(known.since, condition.since) : condition.since;
  return { ...without(alarm, "endedAt"), kind: alarm.occurrence ? alarm.kind : condition.kind, condition: { ...condition, since } };
}

/** Only what is raised has to be over for some time. */
function end(alarm: Alarm, since: number): Alarm {
  const idle = without(without(alarm, "condition"), "endedAt");
  return alarm.occurrence && alarm.occurrence.clearedAt === undefined ? { ...idle, endedAt: since } : idle;
}

/** A new occurrence. Of one before it that nobody has acknowledged the priority stays: it is latched. */
function raise(alarm: Alarm, { id, at, streams, evidence }: AlarmEvent & { type: "raised" }): Alarm {
  const { occurrence, condition } = alarm;
  if (!condition || (occurrence && occurrence.clearedAt === undefined)) return alarm;
  const { since, priority, verdict, cause } = condition;
  const raised: Occurrence = {
    id,
    since,
    raisedAt: at,
    askedAt: at,
    priority: highestOf(priority, ...(occurrence ? [occurrence.priority] : [])),
    // What is part of another alarm is acknowledged with that one, unless an earlier occurrence still waits to be.
    isAcknowledged: cause !== undefined && !occurrence,
    ...(verdict && { verdict }),
    ...evidenceOf({ evidence }),
    ...(streams !== undefined && { streams }),
    ...(cause !== undefined && { cause }),
  };
  return { ...alarm, kind: condition.kind, occurrence: raised };
}

function clear(alarm: Alarm, { at, since, streams }: AlarmEvent & { type: "cleared" }): Alarm {
  const { occurrence } = alarm;
  const idle = without(without(alarm, "condition"), "endedAt");
  if (!occurrence || occurrence.clearedAt !== undefined) return idle;
  const isSeen = occurrence.isAcknowledged || !mustBeSeen(alarm.kind, occurrence);
  const clearedAt = Math.min(at, Math.max(since, occurrence.since));
  const cleared = { ...without(occurrence, "cause"), clearedAt, ...(streams !== undefined && { streams }) };
  return settle({ ...idle, occurrence: isSeen ? { ...cleared, isAcknowledged: true } : cleared });
}

/** An unacknowledged alarm of the highest priority is never taken away by itself, whatever its kind. */
function mustBeSeen(kind: AlarmKind, { priority }: Occurrence): boolean {
  return ALARM_KINDS[kind].isLatching || priority === "high";
}

function changeOccurrence(occurrence: Occurrence, event: AlarmEvent): Occurrence {
  const isOpen = occurrence.clearedAt === undefined;
  switch (event.type) {
    case "acknowledged":
      if (event.occurrenceId !== occurrence.id || occurrence.isAcknowledged) return occurrence;
      return { ...occurrence, isAcknowledged: true, acknowledgedAt: event.at, askedAt: event.at, ...acknowledgedBy(event) };
    case "realarmed":
      return isOpen ? { ...occurrence, isAcknowledged: false, askedAt: event.at } : occurrence;
    case "escalated":
      return isOpen ? escalate(occurrence, event) : occurrence;
    case "suppressed":
      return isOpen ? { ...occurrence, cause: event.cause } : occurrence;
    case "released": {
      if (!isOpen || occurrence.cause === undefined) return occurrence;
      const { since, outlived, at } = event;
      const released = { ...without(occurrence, "cause"), since, askedAt: at, isAcknowledged: false, ...evidenceOf(event) };
      return { ...released, ...(outlived !== undefined && { outlived }) };
    }
    default:
      return occurrence;
  }
}

/** Whoever has acknowledged the lower priority has not seen this. What is part of another alarm shows it there. */
function escalate(occurrence: Occurrence, { priority, at }: AlarmEvent & { type: "escalated" }): Occurrence {
  const highest = highestOf(occurrence.priority, priority);
  if (highest === occurrence.priority) return occurrence;
  return { ...occurrence, priority: highest, askedAt: at, isAcknowledged: occurrence.isAcknowledged && occurrence.cause !== undefined };
}

/** Over and acknowledged, in either order: normal. */
function settle(alarm: Alarm): Alarm {
  const { occurrence } = alarm;
  return occurrence?.clearedAt !== undefined && occurrence.isAcknowledged ? without(alarm, "occurrence") : alarm;
}

function isWorthKeeping({ condition, occurrence, shelf, outOfService }: Alarm): boolean {
  return Boolean(condition ?? occurrence ?? shelf ?? outOfService);
}

/** A new alarm for what has none yet: some events make one, the others have nothing to act on. */
function makeAlarm({ alarmId, ...event }: AlarmEvent): Alarm | undefined {
  const [topic = "", ...rest] = alarmId.split(":");
  const kind = kindOf(event, topic);
  return kind && { id: alarmId, kind, source: rest.join(":"), comments: [] };
}

function kindOf(event: AlarmChange, topic: string): AlarmKind | undefined {
  if (event.type === "began" || event.type === "raised") return event.condition.kind;
  if (event.type !== "shelved" && event.type !== "out_of_service") return undefined;
  return ALARM_KIND_NAMES.find((name) => ALARM_KINDS[name].topic === topic);
}

/** What is not said again stays as it was. */
function evidenceOf({ evidence }: { evidence?: AlarmEvidence | undefined }): { evidence?: AlarmEvidence } {
  return evidence ? { evidence } : {};
}

type Signature = Pick<AlarmComment, "by" | "client">;

function byOf({ by, client }: Signature): Signature {
  return { ...(by !== undefined && { by }), ...(client && { client }) };
}

function acknowledgedBy({ by, client }: Signature): Pick<Occurrence, "acknowledgedBy" | "acknowledgedOn"> {
  return { ...(by !== undefined && { acknowledgedBy: by }), ...(client && { acknowledgedOn: client }) };
}

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> & { [P in K]?: undefined } {
  const { [key]: _, ...rest } = value;
  return rest as Omit<T, K> & { [P in K]?: undefined };
}
