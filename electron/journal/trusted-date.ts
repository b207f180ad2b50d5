import { localDate } from "./segment-name.ts";

export interface TrustedDateOptions {
  now: () => number;
  /** Milliseconds that the process has been running: a clock that nobody sets. */
  elapsed: () => number;
  log: (message: string) => void;
}

const DAY = 86_400_000;
/** So far ahead of what was expected a clock may be without question: a PC was switched off, or slept. */
const LEAP = 7 * DAY;
/** After so long we believe it: who sets a clock wrong has noticed by then. */
const PATIENCE = DAY;

/**
 * Today's local date as far as anything may be deleted by it. A clock that has leapt ahead (a flat battery, a slip of the hand) would
 * make all of our days too old at once; so its date counts only after it has kept it for a day. `lastDate` is that of the newest file
 * that is no longer written to, by which the first call judges.
 */
export function createTrustedDate({ now, elapsed, log }: TrustedDateOptions): (lastDate: string | undefined) => string {
  let believed: { time: number; at: number } | undefined;
  let doubtedSince: number | undefined;

  return (lastDate) => {
    const [time, at] = [now(), elapsed()];
    believed ??= { time: lastDate === undefined ? time : new Date(`${lastDate}T12:00:00`).getTime(), at };
    const expected = believed.time + at - believed.at;
    if (time - expected > LEAP && at - (doubtedSince ?? at) < PATIENCE) {
      if (doubtedSince === undefined)
        log(`the clock says ${localDate(time)}, which is not believed for a day: no file is deleted for its age`);
      doubtedSince ??= at;
      return localDate(expected);
    }
    doubtedSince = undefined;
    believed = { time, at };
    return localDate(time);
  };
}
