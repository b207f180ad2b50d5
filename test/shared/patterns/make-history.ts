import fc from "fast-check";
import { findPatterns } from "../../../shared/patterns/find-patterns.ts";
import type { PatternsQuestion } from "../../../shared/patterns/find-patterns.ts";
import type { PatternFinding } from "../../../shared/patterns/pattern-finding.ts";
import type { StreamTimeline } from "../../../shared/statistics/build-timelines.ts";
import type { Interval } from "../../../shared/statistics/intervals.ts";
import { createSeededRandom } from "../../torture/seeded-random.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const DAYS = 90;
export const FROM = new Date(2026, 0, 1).getTime();
export const WINDOW: Interval = { from: FROM, to: new Date(2026, 0, 1 + DAYS).getTime() };

/** Local time of a day of the window. */
export const at = (day: number, hour: number, minute = 0): number => new Date(2026, 0, 1 + day, hour, minute).getTime();

export interface MadeStream {
  id: string;
  server?: string;
  /** When it begins to fail; each outage lasts 20 s. */
  begins: readonly number[];
  unknown?: Interval[];
}

export function makeTimeline({ id, server = "a:8889", begins, unknown = [] }: MadeStream): StreamTimeline {
  const down = begins
    .toSorted((a, b) => a - b)
    .map((from, n) => ({ from, to: from + 20_000, incidentId: n, reason: "no_stream" as const }));
  return { streamId: id, server, down, unknown };
}

export const nameOf = (number: number) => `stream-${String(number).padStart(3, "0")}`;

/** Moments that come by chance (Poisson), so many a day on average. */
export function makeNoise(perDay: number, random: () => number, { from, to }: Interval = WINDOW): number[] {
  const times: number[] = [];
  for (let time = from; ;) {
    time += (-Math.log(1 - random()) * DAY) / perDay;
    if (time >= to) return times;
    times.push(Math.floor(time));
  }
}

/** Streams of four servers that fail by chance, each at a pace of its own. */
export function makeNoisyWall(seed: number, streams = 64): StreamTimeline[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: streams }, (_, n) =>
    makeTimeline({ id: nameOf(n + 1), server: `192.168.0.${10 + (n % 4)}:8889`, begins: makeNoise(0.05 * 60 ** random(), random) }),
  );
}

export const NO_SITES = { maintenanceOf: () => [], siteOf: () => "" };

export const seeds = fc.integer({ min: 1, max: 1_000_000 });

/** All that is found in the window, where no stream has a site unless the question says so. */
export const find = (timelines: readonly StreamTimeline[], question: Partial<PatternsQuestion> = {}) =>
  findPatterns(timelines, { window: WINDOW, ...NO_SITES, ...question });

export const eachDay = <T>(make: (day: number) => T): T[] => Array.from({ length: DAYS }, (_, day) => make(day));

/** A finding with the number of its incidents in place of them. */
export const brief = ({ incidents, ...finding }: PatternFinding) => ({ ...finding, shown: incidents.length });
