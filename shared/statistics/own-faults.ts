import type { AlarmEvent } from "../alarms/alarm.ts";
import { countsAsUnknown } from "../alarms/evidence.ts";
import type { Verdict } from "../alarms/evidence.ts";
import type { StreamTimeline } from "./build-timelines.ts";
import { clipIntervals, subtractIntervals, uniteIntervals } from "./intervals.ts";
import type { Interval } from "./intervals.ts";

/** When the failures of streams, by id, may have been this PC's own fault. In order; do not overlap. */
export type OwnFaults = ReadonlyMap<string, readonly Interval[]>;

/** What of an alarm's event says whose fault something was; moments in Unix milliseconds. */
export type FaultEvent = { alarmId: string; at: number } & (
  | { type: "raised"; since: number; cause?: string | undefined; verdict?: Verdict | undefined }
  | { type: "diagnosed"; verdict: Verdict }
  | { type: "suppressed"; cause: string }
  | { type: "released" }
  | { type: "cleared"; since: number }
);

/** Undefined of an event that says nothing of it. */
export function pickFaultEvent(event: AlarmEvent): FaultEvent | undefined {
  const { type, alarmId, at } = event;
  switch (type) {
    case "raised": {
      const { since, cause, verdict } = event.condition;
      return { type, alarmId, at, since, cause, verdict };
    }
    case "diagnosed":
      return { type, alarmId, at, verdict: event.verdict };
    case "suppressed":
      return { type, alarmId, at, cause: event.cause };
    case "released":
      return { type, alarmId, at };
    case "cleared":
      return { type, alarmId, at, since: event.since };
    default:
      return undefined;
  }
}

/** An occurrence of a cause, with the verdict as it was found out last. */
interface Cause {
  verdict: Verdict;
}

/** Begins the ids of streams' alarms. */
const STREAM = "stream:";

/** A stream's failure while it is part of a cause; `to` is Infinity while it goes on. */
interface Part extends Interval {
  streamId: string;
  cause: Cause;
}

/**
 * From the alarm journal's events, in their order: what was part of an alarm whose verdict is this PC's network, or cannot be told from it.
 * Of a stream that outlives its cause the time until it was set free.
 */
export function listOwnFaults(events: readonly FaultEvent[]): OwnFaults {
  const causes = new Map<string, Cause>();
  /** Of streams' open alarms: since when they fail, and what they are part of now. */
  const failing = new Map<string, number>();
  const open = new Map<string, Part>();
  const parts: Part[] = [];
  const join = (alarmId: string, causeId: string, from: number): void => {
    const cause = causes.get(causeId);
    if (!cause) return;
    const part = { streamId: alarmId.slice(STREAM.length), cause, from, to: Infinity };
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
      const { verdict = "unknown", since, cause } = event;
      leave(alarmId, at);
      if (alarmId.startsWith(STREAM)) failing.set(alarmId, since);
      else causes.set(alarmId, { verdict });
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

/** The same timeline, with what was down by what may be this PC's own fault as unknown; `mine` is united. */
export function countOwnFault(timeline: StreamTimeline, mine: readonly Interval[]): StreamTimeline {
  const excused = timeline.down.flatMap(({ from, to }) => clipIntervals(mine, { from, to }));
  return { ...timeline, down: subtractIntervals(timeline.down, mine), unknown: uniteIntervals([...timeline.unknown, ...excused]) };
}
