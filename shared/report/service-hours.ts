import { listWeekly } from "../list-maintenance.ts";
import type { Settings } from "../settings.ts";
import { subtractIntervals, uniteIntervals } from "../statistics/intervals.ts";
import type { Interval } from "../statistics/intervals.ts";

export type ServiceHours = NonNullable<Settings["report"]["serviceHours"]>;

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/**
 * When there is no service within a window, in order. By this PC's clock, summer time or not; `to` before `from` is on the next day. Of hours
 * that cross the window's edge the part within counts: of 05:00-01:00 the first hour of a month belongs to it.
 */
export function listClosedTime(hours: ServiceHours, window: Interval): Interval[] {
  return subtractIntervals([window], uniteIntervals(listWeekly({ days: EVERY_DAY, ...hours }, window)));
}
