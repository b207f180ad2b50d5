import type { StreamTimeline } from "./build-timelines.ts";
import type { Interval } from "./intervals.ts";
import { mergeObservations } from "./merge-observations.ts";
import type { Observation, SharedTimeline } from "./merge-observations.ts";
import type { OwnFaults } from "./own-faults.ts";

/** A PC, and what it knows of its streams. */
export interface Observer {
  id: string;
  /** In order of the streams' ids, over the same window as those of the others. */
  timelines: Iterable<StreamTimeline>;
  faults?: OwnFaults | undefined;
}

/** What several PCs know, stream by stream in the order of their ids: one stream of each PC is in memory at a time. A stream has the same id on each of them. */
export function* joinObservers(observers: readonly Observer[], window: Interval): Generator<SharedTimeline, void> {
  const sources = observers.map(({ id, timelines, faults }) => {
    const iterator = timelines[Symbol.iterator]();
    return { id, faults, iterator, next: iterator.next() };
  });
  for (;;) {
    let streamId: string | undefined;
    for (const { next } of sources)
      if (!next.done && (streamId === undefined || next.value.streamId < streamId)) ({ streamId } = next.value);
    if (streamId === undefined) return;
    const observations: Observation[] = [];
    for (const source of sources) {
      if (source.next.done || source.next.value.streamId !== streamId) continue;
      observations.push({ observer: source.id, timeline: source.next.value, faults: source.faults?.get(streamId) });
      source.next = source.iterator.next();
    }
    yield mergeObservations(observations, window);
  }
}
