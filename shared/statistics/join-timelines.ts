import { addOutage } from "./build-timelines.ts";
import type { StreamTimeline } from "./build-timelines.ts";
import { uniteIntervals } from "./intervals.ts";
import type { Interval } from "./intervals.ts";

export interface TimelinePart {
  window: Interval;
  timelines: readonly StreamTimeline[];
}

/**
 * Timelines of windows that follow each other, as those of the whole: a day that is over is built once. A stream that a part does not
 * speak of is unknown in it.
 */
export function joinTimelines(parts: readonly TimelinePart[]): StreamTimeline[] {
  const joined = new Map<string, StreamTimeline>();
  for (const [n, { window, timelines }] of parts.entries()) {
    const silent = new Set(joined.keys());
    for (const { streamId, server, down, unknown } of timelines) {
      const whole = joined.get(streamId) ?? { streamId, server, down: [], unknown: parts.slice(0, n).map((part) => part.window) };
      joined.set(streamId, whole);
      silent.delete(streamId);
      whole.server = server;
      for (const outage of down) addOutage(whole.down, outage);
      for (const interval of unknown) whole.unknown.push(interval);
    }
    for (const streamId of silent) joined.get(streamId)?.unknown.push(window);
  }
  for (const whole of joined.values()) whole.unknown = uniteIntervals(whole.unknown);
  return [...joined.values()].sort((a, b) => (a.streamId < b.streamId ? -1 : 1));
}
