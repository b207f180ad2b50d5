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

/** Takes the journal's events in their order. What is part of another alarm is none by itself. */
export interface SpanCollector {
  note(event: AlarmEvent): void;
  /** In the order in which they were raised. */
  spans(): AlarmSpan[];
}

/** What was over before `from` (Unix milliseconds) is forgotten. */
export function createSpanCollector(from = -Infinity): SpanCollector {
  const spans = new Set<AlarmSpan>();
  const open = new Map<string, AlarmSpan>();
  /** Of those that are part of another alarm. */
  const priorities = new Map<string, Priority>();

  function begin({ alarmId, at }: AlarmEvent, priority: Priority): void {
    const span = { alarmId, priority, raisedAt: at };
    open.set(alarmId, span);
    spans.add(span);
  }

  function note(event: AlarmEvent): void {
    const { alarmId, at } = event;
    const span = open.get(alarmId);
    if (event.type === "raised") {
      const { cause, priority } = event.condition;
      if (cause === undefined) begin(event, priority);
      else priorities.set(alarmId, priority);
    } else if (event.type === "released" && !span) {
      begin(event, priorities.get(alarmId) ?? "low");
    } else if (event.type === "escalated") {
      if (span) span.priority = event.priority;
      priorities.set(alarmId, event.priority);
    } else if (event.type === "cleared") {
      if (span && at < from) spans.delete(span);
      else if (span) span.clearedAt = at;
      open.delete(alarmId);
      priorities.delete(alarmId);
    }
  }

  return { note, spans: () => [...spans] };
}
