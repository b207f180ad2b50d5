import type { StreamTimeline } from "./build-timelines.ts";
import { subtractIntervals, uniteIntervals } from "./intervals.ts";
import type { Interval } from "./intervals.ts";

/** When nothing was known of any stream: nobody looked, whether the app was off, the PC slept or its pages were closed. */
export function findBlindTime(timelines: readonly Pick<StreamTimeline, "unknown">[], window: Interval): Interval[] {
  const seen = timelines.flatMap(({ unknown }) => subtractIntervals([window], unknown));
  return subtractIntervals([window], uniteIntervals(seen));
}
