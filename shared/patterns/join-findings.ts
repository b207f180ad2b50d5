import { LENGTH_OF_PERIOD } from "./find-rhythm.ts";
import { MOST_INCIDENTS } from "./pattern-finding.ts";
import type { FindingBase, RateChange, Rhythm } from "./pattern-finding.ts";

const DAY = 86_400_000;
/** Middles that are no further apart are the same moment: a share of the period (5 min of a day). */
const SAME_MOMENT = 1 / 288;
/** A camera that fails seldom shows a change some days later than one that fails often. */
const SAME_DAYS = 2 * DAY;

/** A server that starts anew every night is one finding about its streams, not one for each. */
export function joinRhythms(rhythms: readonly Rhythm[]): Rhythm[] {
  const joined: Rhythm[] = [];
  for (const rhythm of rhythms.toSorted((a, b) => a.period.localeCompare(b.period) || a.at - b.at)) {
    const place = joined.findIndex((other) => isSameRhythm(other, rhythm));
    const other = joined[place];
    if (!other) joined.push(rhythm);
    else joined[place] = { ...other, ...joinBases(other, rhythm), within: spanBoth(other, rhythm), of: other.of + rhythm.of };
  }
  return joined;
}

export function isSameRhythm(a: Pick<Rhythm, "period" | "at" | "within">, b: Pick<Rhythm, "period" | "at" | "within">): boolean {
  const length = LENGTH_OF_PERIOD[a.period];
  return a.period === b.period && distance(a, b) <= Math.min(a.within, b.within) + SAME_MOMENT * length;
}

function distance(a: Pick<Rhythm, "period" | "at">, b: Pick<Rhythm, "at">): number {
  const length = LENGTH_OF_PERIOD[a.period];
  const apart = Math.abs(a.at - b.at) % length;
  return Math.min(apart, length - apart);
}

function spanBoth(a: Rhythm, b: Rhythm): number {
  return Math.max(a.within, distance(a, b) + b.within);
}

export function joinRateChanges(changes: readonly RateChange[]): RateChange[] {
  const joined: RateChange[][] = [];
  for (const change of changes.toSorted((a, b) => a.since - b.since)) {
    const others = joined.find(([first]) => isSameChange(first!, change));
    if (others) others.push(change);
    else joined.push([change]);
  }
  return joined.map((those) => {
    const mean = (valueOf: (change: RateChange) => number) => those.reduce((sum, each) => sum + valueOf(each), 0) / those.length;
    const whole = those.reduce((a, b) => ({ ...a, ...joinBases(a, b) }));
    return { ...whole, before: mean(({ before }) => before), after: mean(({ after }) => after) };
  });
}

export function isSameChange(a: Pick<RateChange, "isMore" | "since">, b: Pick<RateChange, "isMore" | "since">): boolean {
  return a.isMore === b.isMore && Math.abs(a.since - b.since) <= SAME_DAYS;
}

function joinBases(a: FindingBase, b: FindingBase): FindingBase {
  return {
    streams: [...a.streams, ...b.streams].sort(),
    count: a.count + b.count,
    from: Math.min(a.from, b.from),
    to: a.to,
    chance: Math.max(a.chance, b.chance),
    incidents: [...a.incidents, ...b.incidents].sort((x, y) => y.from - x.from).slice(0, MOST_INCIDENTS),
  };
}
