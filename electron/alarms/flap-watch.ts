import { FLAP_SAMPLES, FLAP_TICK, NEVER_SAMPLED, sampleFlapping } from "../../shared/alarms/judge-flapping.ts";
import type { FlapHistory } from "../../shared/alarms/judge-flapping.ts";
import type { StateLine, StreamState } from "../../shared/state-line.ts";
import { buildTimelines } from "../../shared/statistics/build-timelines.ts";

/** Which streams come and go. */
export interface FlapWatch {
  /** One sample of each of these streams; called every FLAP_TICK. */
  sample(streams: Iterable<string>, stateOf: (streamId: string) => StreamState): void;
  flapping(): ReadonlySet<string>;
}

/** Begins with the samples that would have been taken until `now`, from the lines of the state journal. */
export function createFlapWatch(lines: readonly StateLine[], now: number): FlapWatch {
  let histories = recallHistories(lines, now);
  let flapping = listFlapping(histories);
  return {
    sample(streams, stateOf) {
      histories = new Map([...streams].map((id) => [id, sampleFlapping(histories.get(id) ?? NEVER_SAMPLED, stateOf(id))]));
      flapping = listFlapping(histories);
    },
    flapping: () => flapping,
  };
}

function recallHistories(lines: readonly StateLine[], now: number): Map<string, FlapHistory> {
  const ticks = Array.from({ length: FLAP_SAMPLES + 1 }, (_, n) => now - (FLAP_SAMPLES - n) * FLAP_TICK);
  const timelines = buildTimelines(lines, { from: ticks[0]!, to: now }, now);
  return new Map(
    timelines.map(({ streamId, down, unknown }) => {
      const holds = (intervals: readonly { from: number; to: number }[], time: number) =>
        intervals.some(({ from, to }) => from <= time && time < to);
      const states = ticks.map((time): StreamState => (holds(unknown, time) ? "unknown" : holds(down, time) ? "down" : "up"));
      return [streamId, states.slice(0, -1).reduce(sampleFlapping, NEVER_SAMPLED)];
    }),
  );
}

function listFlapping(histories: ReadonlyMap<string, FlapHistory>): Set<string> {
  return new Set([...histories].flatMap(([id, { isFlapping }]) => (isFlapping ? [id] : [])));
}
