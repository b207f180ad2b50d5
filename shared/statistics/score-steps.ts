import type { StreamName } from "../list-maintenance.ts";
import { RECOVERY_STEPS } from "../state-line.ts";
import type { RecoveryStep } from "../state-line.ts";
import type { Interval } from "./intervals.ts";
import { quantile } from "./quantile.ts";
import type { StepTaken } from "./step-taken.ts";

/** How a step of recovery has done. */
export interface StepScore {
  step: RecoveryStep;
  /** Times it recovered the stream or failed to; what something else ended before that could be told is neither. */
  tried: number;
  recovered: number;
  /** Milliseconds until new frames, of those that recovered; absent: none did. */
  medianTook?: number;
}

/** Steps that were tried, in the order of the ladder. */
export function scoreSteps(
  steps: Iterable<StepTaken>,
  { window, isWanted }: { window: Interval; isWanted: (stream: StreamName) => boolean },
): StepScore[] {
  const times = new Map(RECOVERY_STEPS.map((step) => [step, { tried: 0, took: [] as number[] }]));
  for (const { at, streamId, server, step, outcome, took } of steps) {
    if (at < window.from || at >= window.to || !isWanted({ id: streamId, server })) continue;
    const score = times.get(step)!;
    if (outcome === "recovered") score.took.push(took);
    if (outcome === "recovered" || outcome === "failed") score.tried++;
  }
  return [...times].flatMap(([step, { tried, took }]) => {
    if (tried === 0) return [];
    const medianTook = took.length > 0 && { medianTook: quantile(Float64Array.from(took).sort(), 0.5) };
    return [{ step, tried, recovered: took.length, ...medianTook }];
  });
}
