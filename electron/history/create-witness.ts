import type { StreamName } from "../../shared/list-maintenance.ts";
import type { Disagreement } from "../../shared/statistics/find-disagreements.ts";
import type { SharedTimeline } from "../../shared/statistics/merge-observations.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import { MOST_DISAGREEMENTS } from "../../shared/statistics-api.ts";
import type { PcName } from "./read-pc-names.ts";

/** Notes who saw what, while timelines go by. */
export interface Witness {
  hear(timelines: Iterable<SharedTimeline>): Generator<SharedTimeline, void>;
  /** Of those that have gone by. */
  tell(): Pick<Statistics, "observers" | "disagreements">;
}

export function createWitness(pcs: readonly PcName[], isWanted: (stream: StreamName) => boolean): Witness {
  const seen = new Set<string>();
  const found: Disagreement[] = [];
  return {
    *hear(timelines) {
      for (const timeline of timelines) {
        if (isWanted({ id: timeline.streamId, server: timeline.server })) {
          found.push(...timeline.disagreements);
          for (const id of timeline.observers) seen.add(id);
          for (const { down } of timeline.disagreements) for (const id of down) seen.add(id);
        }
        yield timeline;
      }
    },
    tell: () => ({
      observers: pcs.filter(({ id }) => seen.has(id)),
      disagreements: {
        list: found.sort((a, b) => b.to - a.to || b.from - a.from).slice(0, MOST_DISAGREEMENTS),
        total: found.length,
      },
    }),
  };
}
