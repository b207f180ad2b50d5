import type { StreamState } from "../state-line.ts";

/**
 * Whether a stream comes and goes, by Icinga 2's formula (lib/icinga/checkable-flapping.cpp): a ring of the last 20 samples' changes, newer
 * ones weigh more. It is defined for a fixed interval: fed with changes alone every sample would be one.
 */
export interface FlapHistory {
  /** Whether the sample differed from the one before it; oldest first. */
  changes: readonly boolean[];
  isDown: boolean | undefined;
  isFlapping: boolean;
}

/** Milliseconds between two samples: twenty of them are ten minutes. */
export const FLAP_TICK = 30_000;
export const FLAP_SAMPLES = 20;
const BEGINS_ABOVE = 30;
const ENDS_AT = 25;

export const NEVER_SAMPLED: FlapHistory = {
  changes: Array.from({ length: FLAP_SAMPLES }, () => false),
  isDown: undefined,
  isFlapping: false,
};

/** The history with one more sample. What is unknown is no change. */
export function sampleFlapping(history: FlapHistory, state: StreamState): FlapHistory {
  const isDown = state === "unknown" ? history.isDown : state === "down";
  const hasChanged = history.isDown !== undefined && isDown !== history.isDown;
  const changes = [...history.changes.slice(1), hasChanged];
  const value = measureFlapping(changes);
  return { changes, isDown, isFlapping: history.isFlapping ? value > ENDS_AT : value > BEGINS_ABOVE };
}

/** Percent: 0 for no change in 20 samples, 99 for nothing but changes. */
export function measureFlapping(changes: readonly boolean[]): number {
  const weighed = changes.reduce((sum, hasChanged, i) => sum + (hasChanged ? 0.8 + 0.02 * i : 0), 0);
  return (100 * weighed) / FLAP_SAMPLES;
}
