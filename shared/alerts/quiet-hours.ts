import { listWeekly } from "../list-maintenance.ts";
import type { QuietHours } from "./alert-settings.ts";

const DAY = 86_400_000;
/** Quiet hours that follow on each other all week never end: then a day is long enough. */
const LONGEST = 7 * DAY;

/** The first moment from `at` on that is not quiet, by this PC's clock on the wall. */
export function endOfQuiet(quietHours: readonly QuietHours[], at: number): number {
  const windows = quietHours.flatMap((quiet) => listWeekly(quiet, { from: at - 2 * DAY, to: at + LONGEST + 2 * DAY }));
  let end = at;
  for (;;) {
    const window = windows.find(({ from, to }) => from <= end && end < to);
    if (!window) return end;
    end = window.to;
    if (end - at > LONGEST) return at + DAY;
  }
}
