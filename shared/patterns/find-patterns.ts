import type { LongOutage } from "../statistics-api.ts";
import type { StreamName } from "../list-maintenance.ts";
import type { StreamTimeline } from "../statistics/build-timelines.ts";
import { findIncidents } from "../statistics/find-incidents.ts";
import type { Incident } from "../statistics/find-incidents.ts";
import type { Interval } from "../statistics/intervals.ts";
import { listDayEdges } from "../statistics/local-buckets.ts";
import { partitionTimeline } from "../statistics/partition.ts";
import { CHANCE_OF_A_KIND, correct } from "./chance.ts";
import { testRate } from "./find-rate-change.ts";
import type { RateTest } from "./find-rate-change.ts";
import { findArc, NEARLY, rankRhythms, RHYTHM_PERIODS, testRhythm } from "./find-rhythm.ts";
import type { RhythmTest } from "./find-rhythm.ts";
import { findTogether } from "./find-together.ts";
import type { Group } from "./find-together.ts";
import { joinRateChanges, joinRhythms } from "./join-findings.ts";
import { LEAST_COUNT, MOST_INCIDENTS } from "./pattern-finding.ts";
import type { PatternFinding, RateChange, Rhythm, Together } from "./pattern-finding.ts";
import { createWallClock } from "./wall-clock.ts";
import type { WallClock } from "./wall-clock.ts";
import { watchStream } from "./watch-stream.ts";
import type { WatchedStream } from "./watch-stream.ts";

export interface PatternsQuestion {
  window: Interval;
  maintenanceOf: (stream: StreamName) => readonly Interval[];
  /** As the settings have it; "" where they have none. */
  siteOf: (streamId: string) => string;
}

export interface PatternsFound {
  /** The surest first. */
  findings: PatternFinding[];
  /** What could be asked at all: streams with enough incidents and days for each kind, pairs of streams. */
  asked: { rhythm: number; rate: number; together: number };
  /** Incidents whose begin was seen, of the stream that has most. */
  mostIncidents: number;
  /** Streams of which nobody asked whether they fail together: the wall has too many. */
  leftOut: number;
}

/**
 * What a history says about itself beyond its figures. Timelines may be longer than the window; of each only its incidents, its up time and
 * its unobserved time are kept. Of a history in which everything comes by chance (Poisson) it says anything at all in fewer than one
 * of a hundred: each kind has CHANCE_OF_A_KIND, divided by the number of its questions (streams × periods, streams, pairs).
 */
export function findPatterns(timelines: Iterable<StreamTimeline>, { window, maintenanceOf, siteOf }: PatternsQuestion): PatternsFound {
  const clock = createWallClock(window);
  const dayEdges = listDayEdges(window);
  const streams: WatchedStream[] = [];
  const rhythms: { stream: WatchedStream; tests: RhythmTest[] }[] = [];
  const rates: { stream: WatchedStream; test: RateTest | "unchanged" }[] = [];
  for (const timeline of timelines) {
    const maintenance = maintenanceOf({ id: timeline.streamId, server: timeline.server });
    const partition = partitionTimeline(timeline, { window, maintenance });
    const stream = watchStream(partition, findIncidents(partition));
    if (stream.exposure.length === 0) continue;
    streams.push(stream);
    const tests = testRhythm(stream, clock);
    if (tests.length > 0) rhythms.push({ stream, tests });
    const test = testRate(stream, dayEdges);
    if (test) rates.push({ stream, test });
  }
  const together = findTogether(streams, siteOf);
  const findings: PatternFinding[] = [
    ...together.groups.map(describeGroup),
    ...joinRhythms(
      rhythms.flatMap(({ stream, tests }) => describeRhythm(stream, { tests, clock, questions: rhythms.length * RHYTHM_PERIODS.length })),
    ),
    ...joinRateChanges(
      rates.flatMap(({ stream, test }) => (test === "unchanged" ? [] : describeRate(stream, { test, questions: rates.length }))),
    ),
  ];
  return {
    findings: findings.sort((a, b) => a.chance - b.chance || b.count - a.count),
    asked: { rhythm: rhythms.length, rate: rates.length, together: together.questions },
    mostIncidents: Math.max(0, ...streams.map(({ onsets }) => onsets.length)),
    leftOut: together.leftOut,
  };
}

function describeRhythm(
  stream: WatchedStream,
  { tests, clock, questions }: { tests: readonly RhythmTest[]; clock: WallClock; questions: number },
): Rhythm[] {
  const arcs = rankRhythms(tests, CHANCE_OF_A_KIND / questions).flatMap(({ period, chance }) => {
    const arc = findArc(stream, { period, clock });
    return arc && arc.places.length >= LEAST_COUNT ? [{ ...arc, period, chance: correct(chance, questions) }] : [];
  });
  const most = Math.max(...arcs.map(({ places }) => places.length));
  // What comes on Monday, Tuesday and Wednesday lies close in the week, too, but one weekday has only a third of it.
  const best = arcs.find(({ places }) => places.length >= NEARLY * most);
  if (!best) return [];
  const { places, ...rhythm } = best;
  const incidents = places.map((place) => stream.onsets[place]!);
  return [{ ...describeBase([stream], incidents), kind: "rhythm", count: places.length, of: stream.onsets.length, ...rhythm }];
}

function describeRate(stream: WatchedStream, { test, questions }: { test: RateTest; questions: number }): RateChange[] {
  const { since, before, after } = test;
  const chance = correct(test.chance, questions);
  if (chance > CHANCE_OF_A_KIND) return [];
  const isMore = after > before;
  // What there was more of: before it, when it has become less.
  const incidents = stream.onsets.filter(({ from }) => from >= since === isMore);
  return [{ ...describeBase([stream], incidents), kind: "rate", count: incidents.length, chance, isMore, since, before, after }];
}

function describeGroup({ members, moments, expected, chance }: Group): Together {
  return { ...describeBase(members, moments.flat()), kind: "together", count: moments.length, chance, expected };
}

function describeBase(streams: readonly WatchedStream[], incidents: readonly Incident[]) {
  return {
    streams: streams.map(({ streamId }) => streamId).sort(),
    from: Math.min(...streams.map(({ exposure }) => exposure[0]!.from)),
    to: streams[0]!.window.to,
    incidents: listNewest(incidents),
  };
}

export function listNewest(incidents: readonly LongOutage[]): LongOutage[] {
  return incidents
    .toSorted((a, b) => b.from - a.from || (a.streamId < b.streamId ? -1 : 1))
    .slice(0, MOST_INCIDENTS)
    .map(({ streamId, server, from, to, down, reason }) => ({ streamId, server, from, to, down, ...(reason && { reason }) }));
}
