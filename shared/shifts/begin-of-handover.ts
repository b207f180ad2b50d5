import { findShift } from "./find-shift.ts";

const HOUR = 3_600_000;
/** What lies further back was handed over long ago, or to nobody. */
const LONGEST = 24 * HOUR;
/** Without shifts. */
const USUAL = 8 * HOUR;
/** In a shift's first hour people still hand over the one before. */
const LATE = HOUR;

export interface HandoverMoment {
  at: number;
  shifts: readonly string[];
  /** When it was handed over last. */
  last: number | undefined;
}

/** From when on a hand-over tells: since the last one, so that none leaves a gap; else since the shift's begin. */
export function beginOfHandover({ at, shifts, last }: HandoverMoment): number {
  if (last !== undefined && last <= at && last > at - LONGEST) return last;
  const shift = findShift(at, shifts);
  if (!shift) return at - USUAL;
  return at - shift.from < LATE ? findShift(shift.from - 1, shifts)!.from : shift.from;
}
