import { ALARM_KINDS } from "./alarm-kinds.ts";
import type { AlarmKind } from "./alarm-kinds.ts";
import type { Alarm, AlarmChange } from "./alarm.ts";

/** Settings of section `alerts`, in milliseconds. */
export interface AlarmTiming {
  onDelay: number;
  offDelay: number;
  /** 0: what is acknowledged is not asked for again. */
  reAlarm: number;
}

/** What time itself does to an alarm, and when. */
export interface TimeEvent {
  at: number;
  change: AlarmChange;
}

/**
 * The next thing that happens to an alarm if nothing else does; undefined: nothing. `maskedUntil`: it is expected to be down until then
 * (Infinity: nobody knows until when), so that it is neither raised nor cleared before: what was down before and is down after has no news,
 * what recovered within is over at its end, what is newly down is raised then.
 */
export function nextAlarmEvent(alarm: Alarm, timing: AlarmTiming, maskedUntil = -Infinity): TimeEvent | undefined {
  const { condition, endedAt, occurrence, shelf, outOfService } = alarm;
  const events: TimeEvent[] = [];
  const isRaised = occurrence !== undefined && occurrence.clearedAt === undefined;
  if (shelf) events.push({ at: shelf.until, change: { type: "unshelved" } });
  if (outOfService?.until !== undefined) events.push({ at: outOfService.until, change: { type: "in_service" } });
  if (condition && !isRaised) {
    events.push({ at: Math.max(condition.since + onDelayOf(condition.kind, timing), maskedUntil), change: { type: "raised", condition } });
  }
  // What is part of another alarm is over with that one: its list shows who is back.
  if (endedAt !== undefined && isRaised && occurrence.cause === undefined) {
    events.push({ at: Math.max(endedAt + timing.offDelay, maskedUntil), change: { type: "cleared", since: endedAt } });
  }
  const mayAskAgain = timing.reAlarm > 0 && isRaised && occurrence.isAcknowledged && occurrence.cause === undefined && !shelf;
  if (mayAskAgain) events.push({ at: Math.max(occurrence.askedAt + timing.reAlarm, maskedUntil), change: { type: "realarmed" } });
  const next = events.reduce<TimeEvent | undefined>((first, event) => (first && first.at <= event.at ? first : event), undefined);
  return next && next.at < Infinity ? next : undefined;
}

function onDelayOf(kind: AlarmKind, timing: AlarmTiming): number {
  const { onDelay } = ALARM_KINDS[kind];
  return onDelay === "setting" ? timing.onDelay : onDelay;
}
