import { ALARM_KINDS } from "../alarms/alarm-kinds.ts";
import type { AlarmEvent } from "../alarms/alarm.ts";
import { countsAsUnknown } from "../alarms/evidence.ts";
import type { Verdict } from "../alarms/evidence.ts";
import type { StreamTimeline } from "./build-timelines.ts";
import { clipIntervals, subtractIntervals, uniteIntervals } from "./intervals.ts";
import type { Interval } from "./intervals.ts";

/** When the failures of streams, by id, may have been this PC's own fault. In order; do not overlap. */
export type OwnFaults = ReadonlyMap<string, readonly Interval[]>;

/** An occurrence of a cause, with the verdict as it was found out last. */
interface Cause {
  verdict: Verdict;
}

/** A stream's failure while it is part of a cause; `to` is Infinity while it goes on. */
interface Part extends Interval {
  streamId: string;
  cause: Cause;
}

/**
 * From the alarm journal's events, in their order: what was part of an alarm whose verdict is this PC's network, or cannot be told from it.
 * Of a stream that outlives its cause the time until it was set free.
 */
export function listOwnFaults(events: readonly AlarmEvent[]): OwnFaults {
  const causes = new Map<string, Cause>();
  /** Of streams' open alarms: since when they fail, and what they are part of now. */
  const failing = new Map<string, number>();
  const open = new Map<string, Part>();
  const parts: Part[] = [];
  const join = (alarmId: string, causeId: string, from: number): void => {
    const cause = causes.get(causeId);
    if (!cause) return;
    const part = { streamId: alarmId.slice("stream:".length), cause, from, to: Infinity };
    open.set(alarmId, part);
    parts.push(part);
  };
  const leave = (alarmId: string, at: number): void => {
    const part = open.get(alarmId);
    if (part) part.to = Math.max(part.from, at);
    open.delete(alarmId);
  };

  for (const event of events) {
    const { alarmId, at } = event;
    if (event.type === "raised") {
      const { kind, verdict = "unknown", since, cause } = event.condition;
      leave(alarmId, at);
      if (ALARM_KINDS[kind].topic !== "stream") causes.set(alarmId, { verdict });
      else failing.set(alarmId, since);
      if (cause !== undefined) join(alarmId, cause, since);
    } else if (event.type === "diagnosed") {
      const cause = causes.get(alarmId);
      if (cause) cause.verdict = event.verdict;
    } else if (event.type === "suppressed") {
      leave(alarmId, at);
      join(alarmId, event.cause, failing.get(alarmId) ?? at);
    } else if (event.type === "released") {
      leave(alarmId, at);
    } else if (event.type === "cleared") {
      leave(alarmId, event.since);
      failing.delete(alarmId);
    }
  }
  const ours = parts.filter(({ cause, from, to }) => countsAsUnknown(cause.verdict) && to > from);
  const byStream = new Map<string, Interval[]>();
  for (const { streamId, from, to } of ours) byStream.set(streamId, [...(byStream.get(streamId) ?? []), { from, to }]);
  return new Map([...byStream].map(([id, intervals]) => [id, uniteIntervals(intervals)]));
}

/** The same timelines, with what was down by what may be this PC's own fault as unknown. */
export function* countOwnFaults(timelines: Iterable<StreamTimeline>, faults: OwnFaults): Generator<StreamTimeline> {
  for (const timeline of timelines) {
    const mine = faults.get(timeline.streamId);
    if (!mine) yield timeline;
    else {
      const excused = timeline.down.flatMap(({ from, to }) => clipIntervals(mine, { from, to }));
      yield { ...timeline, down: subtractIntervals(timeline.down, mine), unknown: uniteIntervals([...timeline.unknown, ...excused]) };
    }
  }
}
