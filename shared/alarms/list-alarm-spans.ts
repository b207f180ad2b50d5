import type { Priority } from "./alarm-kinds.ts";
import type { AlarmEvent } from "./alarm.ts";

/** An alarm as somebody saw it: raised by itself, or left over from its cause. */
export interface AlarmSpan {
  alarmId: string;
  priority: Priority;
  raisedAt: number;
  /** Absent: it still stood at the last event. */
  clearedAt?: number;
}

/** From the journal's events, in their order. What is part of another alarm is none by itself. */
export function listAlarmSpans(events: readonly AlarmEvent[]): AlarmSpan[] {
  const spans: AlarmSpan[] = [];
  const open = new Map<string, AlarmSpan>();
  /** Of those that are part of another alarm. */
  const priorities = new Map<string, Priority>();
  for (const event of events) {
    const { alarmId, at } = event;
    const begin = (priority: Priority) => {
      const span = { alarmId, priority, raisedAt: at };
      open.set(alarmId, span);
      spans.push(span);
    };
    if (event.type === "raised") {
      const { cause, priority } = event.condition;
      if (cause === undefined) begin(priority);
      else priorities.set(alarmId, priority);
    } else if (event.type === "released" && !open.has(alarmId)) {
      begin(priorities.get(alarmId) ?? "low");
    } else if (event.type === "escalated") {
      const span = open.get(alarmId);
      if (span) span.priority = event.priority;
      priorities.set(alarmId, event.priority);
    } else if (event.type === "cleared") {
      const span = open.get(alarmId);
      if (span) span.clearedAt = at;
      open.delete(alarmId);
      priorities.delete(alarmId);
    }
  }
  return spans;
}
