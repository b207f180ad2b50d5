import type { StreamName } from "../list-maintenance.ts";
import type { StreamTimeline } from "./build-timelines.ts";
import type { Interval } from "./intervals.ts";

export interface TimelineChoice {
  window: Interval;
  /** Streams of the settings: they are there, seen or not. */
  configured: readonly StreamName[];
  /** Which are wanted, of those and of the others. */
  isWanted: (stream: StreamName) => boolean;
}

/**
 * Whose figures are counted: the wanted streams that were seen in the window, and those of the settings. Timelines may be longer than the window;
 * they are taken one by one, so that one of them is in memory at a time.
 */
export function* chooseTimelines(timelines: Iterable<StreamTimeline>, choice: TimelineChoice): Generator<StreamTimeline, void> {
  const { window, configured, isWanted } = choice;
  const isConfigured = new Set(configured.map(({ id }) => id));
  const seen = new Set<string>();
  for (const timeline of timelines) {
    const { streamId: id, server } = timeline;
    if (!isConfigured.has(id) && isUnseen(timeline, window)) continue;
    seen.add(id);
    if (isWanted({ id, server })) yield timeline;
  }
  for (const { id, server } of configured)
    if (!seen.has(id) && isWanted({ id, server })) yield { streamId: id, server, down: [], unknown: [window] };
}

/** Whoever spoke of it did so at another time of these days. */
function isUnseen({ unknown }: StreamTimeline, { from, to }: Interval): boolean {
  return unknown.some((interval) => interval.from <= from && interval.to >= to);
}
