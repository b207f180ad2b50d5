import { summarizeEvidence } from "./alarm-evidence.ts";
import { ALARM_KINDS, isHigher, isOfOneStream } from "./alarm-kinds.ts";
import { isJournaled, isOpen } from "./alarm.ts";
import type { Alarm, AlarmChange, AlarmEvent, Condition } from "./alarm.ts";
import { applyToAlarms } from "./apply-alarm-event.ts";
import type { Alarms } from "./apply-alarm-event.ts";
import { listMembers } from "./list-members.ts";
import { makeMasks } from "./masks.ts";
import type { Masks } from "./masks.ts";
import { nextAlarmEvent } from "./next-alarm-event.ts";
import { planConditions } from "./plan-conditions.ts";
import type { Plan } from "./plan-conditions.ts";
import { listUnstable } from "./plan-unstable.ts";
import type { Situation } from "./situation.ts";

export interface Decision {
  alarms: Alarms;
  /** What is written down, in order. */
  events: AlarmEvent[];
  /** When to decide again if nothing happens before. */
  due: number | undefined;
}

export interface DecisionOptions {
  /** A new UUIDv7. */
  makeId: (at: number) => string;
}

/** One change leads to the next: a cause that is over sets its streams free, some of which share another cause. It never takes many steps. */
const MOST_STEPS = 20;

/** What happens to the alarms now. The same alarms and situation always lead to the same. */
export function decideAlarms(before: Alarms, situation: Situation, { makeId }: DecisionOptions): Decision {
  const alarms = new Map(before);
  const events: AlarmEvent[] = [];
  const { at } = situation;
  const emit = (alarmId: string, change: AlarmChange): void => {
    const evidence = findEvidence(alarmId, change, { alarms, situation });
    const event: AlarmEvent = { id: isJournaled(change) ? makeId(at) : "", at, alarmId, ...change, ...(evidence && { evidence }) };
    applyToAlarms(alarms, event);
    if (isJournaled(event)) events.push(event);
  };
  mendTimes(alarms, at, emit);
  /** Causes that end here: their occurrences, for those that outlive them. */
  const ended = new Map<string, string>();
  for (let step = 0; step < MOST_STEPS; step++) {
    const masks = makeMasks(situation.maintenance, { alarms, streams: situation.streams, at });
    const hidden = new Set(situation.evidence.tiles.filter(({ streamId }) => masks.ofStream(streamId) !== undefined));
    const plan = planConditions(situation, alarms, hidden);
    followPlan(plan, { alarms, situation, masks, ended, emit });
    const next = listNext(alarms, situation, masks);
    const due = next.filter((event) => event.at <= at);
    if (due.length === 0) return { alarms, events, due: earliestOf([plan.due, ...next.map((event) => event.at)]) };
    const members = listMembers(alarms);
    const unstable = countUnstable(situation);
    // What is in service again is judged together with its streams, before any of them is raised.
    const back = due.filter(({ change }) => change.type === "in_service");
    for (const { alarm, change } of back.length > 0 ? back : due) {
      if (change.type === "cleared" && alarm.occurrence) ended.set(alarm.id, alarm.occurrence.id);
      const streams = alarm.kind === "unstable" ? unstable.get(alarm.source) : members.get(alarm.id)?.size;
      const isCounted = streams !== undefined && (change.type === "raised" || change.type === "cleared");
      emit(alarm.id, isCounted ? { ...change, streams } : change);
    }
  }
  return { alarms, events, due: at + 1_000 };
}

/** How many streams come and go with their server, by its address. */
function countUnstable(situation: Situation): Map<string, number> {
  const shared = listUnstable(situation).filter(({ source, server }) => source === server);
  return new Map(shared.map(({ server, streams }) => [server, streams.length]));
}

/** Of a verdict that is shown: what is part of another alarm shows it there. */
function findEvidence(id: string, change: AlarmChange, { alarms, situation }: { alarms: Alarms; situation: Situation }) {
  if (change.type !== "raised" && change.type !== "diagnosed" && change.type !== "released") return undefined;
  const alarm = alarms.get(id);
  const { kind, cause } = change.type === "raised" ? change.condition : { kind: change.type === "diagnosed" ? change.kind : alarm?.kind };
  if (!alarm || !kind || cause !== undefined) return undefined;
  const { topic } = ALARM_KINDS[kind];
  const { source } = alarm;
  const members = isOfOneStream(topic) ? new Set([source]) : (listMembers(alarms).get(id) ?? new Set());
  const since = (alarm.occurrence ?? alarm.condition)?.since;
  return summarizeEvidence(situation.evidence, { kind, source, members, ...(since !== undefined && { since }) });
}

type Emit = (alarmId: string, change: AlarmChange) => void;

/** A clock that went back must not hold anything up: what seems to lie ahead has just happened, and what hides an alarm until then lasts its own length at most. */
function mendTimes(alarms: Alarms, at: number, emit: Emit): void {
  for (const { id, endedAt, condition, shelf, outOfService } of alarms.values()) {
    if (condition && condition.since > at) emit(id, { type: "began", condition: { ...condition, since: at } });
    if (endedAt !== undefined && endedAt > at) emit(id, { type: "ended", since: at });
    if (shelf && shelf.at > at) {
      const { reason, by } = shelf;
      emit(id, { type: "shelved", until: at + (shelf.until - shelf.at), reason, ...(by !== undefined && { by }) });
    }
    if (outOfService?.until !== undefined && outOfService.at > at) {
      const { reason, by } = outOfService;
      emit(id, { type: "out_of_service", until: at + (outOfService.until - outOfService.at), reason, ...(by !== undefined && { by }) });
    }
  }
}

interface Following {
  alarms: Alarms;
  situation: Situation;
  masks: Masks;
  ended: ReadonlyMap<string, string>;
  emit: Emit;
}

function followPlan(plan: Plan, context: Following): void {
  const { alarms, situation, masks, emit } = context;
  for (const [id, condition] of plan.conditions) {
    if (!isSame(alarms.get(id)?.condition, condition)) emit(id, { type: "began", condition });
  }
  for (const alarm of alarms.values()) {
    const { id, kind, source, condition } = alarm;
    const wanted = plan.conditions.get(id);
    if (ALARM_KINDS[kind].topic === "stream" && !situation.streams.has(source)) {
      removeAlarm(alarm, situation.at, emit);
    } else if (wanted) {
      if (isOpen(alarm) && masks.ofAlarm(alarm) === undefined) refineAlarm(alarm, wanted, context);
    } else {
      const end = plan.ends.get(id);
      const isRestart = plan.restarts.has(id) && isOpen(alarm) && kind !== "server_restarted" && masks.ofAlarm(alarm) === undefined;
      if (isRestart) emit(id, { type: "diagnosed", kind: "server_restarted", verdict: "server_restarted" });
      if (condition && (end !== undefined || !isOpen(alarm))) emit(id, { type: "ended", since: end ?? situation.at });
      if (isOrphan(alarm, alarms)) emit(id, { type: "cleared", since: end ?? situation.at });
    }
  }
}

/** A stream that is no longer in the settings. */
function removeAlarm(alarm: Alarm, at: number, emit: Emit): void {
  if (isOpen(alarm)) emit(alarm.id, { type: "cleared", since: at });
  else if (alarm.condition) emit(alarm.id, { type: "ended", since: at });
}

/** It was part of a cause that is over, and is over with it. */
function isOrphan(alarm: Alarm, alarms: Alarms): boolean {
  return isOpen(alarm) && alarm.occurrence.cause !== undefined && !isOpen(alarms.get(alarm.occurrence.cause));
}

/** What is known of a raised alarm may change: who is to blame, how grave it is, and what it is part of. */
function refineAlarm(alarm: Alarm, wanted: Condition, { alarms, ended, emit }: Following): void {
  const { id, occurrence, condition } = alarm;
  if (!occurrence) return;
  const { kind, verdict = "unknown", priority, cause } = wanted;
  const isFoundOut = verdict !== "unknown" && verdict !== occurrence.verdict && cause === undefined;
  if (kind !== alarm.kind || isFoundOut) emit(id, { type: "diagnosed", kind, verdict });
  if (isHigher(priority, occurrence.priority)) emit(id, { type: "escalated", priority });
  if (cause === occurrence.cause) return;
  // A cause that is not raised yet suppresses nothing that is shown, and sets nothing free.
  if (cause !== undefined && isOpen(alarms.get(cause))) emit(id, { type: "suppressed", cause });
  if (cause === undefined && occurrence.cause !== undefined) {
    const outlived = ended.get(occurrence.cause);
    emit(id, { type: "released", since: condition?.since ?? wanted.since, ...(outlived !== undefined && { outlived }) });
  }
}

interface DueEvent {
  alarm: Alarm;
  at: number;
  change: AlarmChange;
}

/** Causes before what is part of them, then in order of time. */
function listNext(alarms: Alarms, { timing }: Situation, masks: Masks): DueEvent[] {
  const next = [...alarms.values()].flatMap((alarm) => {
    const event = nextAlarmEvent(alarm, timing, masks.ofAlarm(alarm));
    return event ? [{ alarm, ...event }] : [];
  });
  const rank = ({ alarm }: DueEvent) => (ALARM_KINDS[alarm.kind].topic === "stream" ? 1 : 0);
  return next.sort((a, b) => rank(a) - rank(b) || a.at - b.at);
}

function earliestOf(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

function isSame(a: Condition | undefined, b: Condition): boolean {
  return (
    a !== undefined &&
    a.since <= b.since &&
    a.kind === b.kind &&
    a.priority === b.priority &&
    a.verdict === b.verdict &&
    a.reason === b.reason &&
    a.cause === b.cause
  );
}
