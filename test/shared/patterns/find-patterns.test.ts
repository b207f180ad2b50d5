import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { findPatterns } from "../../../shared/patterns/find-patterns.ts";
import type { PatternsQuestion } from "../../../shared/patterns/find-patterns.ts";
import type { PatternFinding } from "../../../shared/patterns/pattern-finding.ts";
import type { StreamTimeline } from "../../../shared/statistics/build-timelines.ts";
import { createSeededRandom } from "../../torture/seeded-random.ts";
import { at, DAY, DAYS, FROM, HOUR, makeNoise, makeNoisyWall, makeTimeline, MINUTE, nameOf, NO_SITES, WINDOW } from "./make-history.ts";

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const find = (timelines: readonly StreamTimeline[], question: Partial<PatternsQuestion> = {}) =>
  findPatterns(timelines, { window: WINDOW, ...NO_SITES, ...question });
const eachDay = <T>(make: (day: number) => T): T[] => Array.from({ length: DAYS }, (_, day) => make(day));
const brief = ({ incidents, ...finding }: PatternFinding) => ({ ...finding, shown: incidents.length });

test("of chance alone nothing is said: 64 streams, 90 days, 100 histories", () => {
  const said = Array.from({ length: 100 }, (_, n) => find(makeNoisyWall(n + 1))).filter(({ findings }) => findings.length > 0);
  expect(said).toEqual([]);
});

describe("a rhythm", () => {
  const wobble = (random: () => number, minutes: number) => Math.floor((random() * 2 - 1) * minutes * MINUTE);

  test.each([
    ["day", DAY, 1 / 3, eachDay((day) => at(day, 0))],
    ["week", 7 * DAY, 1 / 45, Array.from({ length: 12 }, (_, week) => at(3 + 7 * week, 0))], // 4 January 2026 is a Sunday
    ["hour", HOUR, 1, Array.from({ length: 12 * DAYS }, (_, n) => at(0, 2 * n))],
  ] as const)("of a %s is found wherever it lies among others, with its streams, and nothing else", (period, length, noise, begins) => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 5, max: length / MINUTE - 5 }), (seed, minute) => {
        const random = createSeededRandom(seed);
        const planted = begins.map((begin) => {
          const date = new Date(begin);
          date.setMinutes(minute); // by the clock on the wall
          return date.getTime() + wobble(random, 2);
        });
        const streams = [
          makeTimeline({ id: "planted", begins: [...planted, ...makeNoise(noise, random)].filter((time) => time < WINDOW.to) }),
          ...Array.from({ length: 7 }, (_, n) => makeTimeline({ id: nameOf(n), begins: makeNoise(0.5, random) })),
        ];
        const { findings } = find(streams);
        expect(findings.map(({ kind, streams: names }) => [kind, names])).toEqual([["rhythm", ["planted"]]]);
        const [found] = findings;
        if (found?.kind !== "rhythm") throw new Error("no rhythm");
        expect(found.period).toBe(period);
        const apart = Math.abs(found.at - minute * MINUTE);
        expect(Math.min(apart, length - apart)).toBeLessThan(Math.max(4 * MINUTE, length / 50));
        expect(found.count).toBeGreaterThanOrEqual(0.9 * Math.min(found.of, begins.length));
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  test("keeps its time when the clock is put forward", () => {
    const zone = process.env.TZ;
    process.env.TZ = "Europe/Berlin"; // 29 March
    onTestFinished(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    const window = { from: new Date(2026, 2, 1).getTime(), to: new Date(2026, 4, 1).getTime() };
    const begins = Array.from({ length: 60 }, (_, day) => new Date(2026, 2, 1 + day, 4).getTime() + (day % 3) * 1_000);
    const { findings } = find([makeTimeline({ id: "x", begins })], { window });
    expect(findings.map(brief)).toMatchObject([{ kind: "rhythm", period: "day", at: 4 * HOUR + 1_000, within: 1_000, count: 60, of: 60 }]);
  });

  test("on five days of the week is one of days", () => {
    const weekdays = eachDay((day) => at(day, 2)).filter((time) => ![0, 6].includes(new Date(time).getDay()));
    const { findings } = find([makeTimeline({ id: "x", begins: weekdays.map((time, n) => time + (n % 5) * MINUTE) })]);
    expect(findings.map(brief)).toMatchObject([{ kind: "rhythm", period: "day", at: 2 * HOUR + 2 * MINUTE, within: 2 * MINUTE }]);
  });

  test.each([2, 3, 4])("on %s days of the week, one after the other, is one of days", (days) => {
    const nights = eachDay((day) => at(day, 2, day % 5)).filter((time) => new Date(time).getDay() <= days && new Date(time).getDay() > 0);
    const { findings } = find([makeTimeline({ id: "x", begins: nights })]);
    expect(findings.map(brief)).toMatchObject([
      { kind: "rhythm", period: "day", at: 2 * HOUR + 2 * MINUTE, count: nights.length, of: nights.length },
    ]);
  });

  test("is none where one bad afternoon has most of the incidents", () => {
    const random = createSeededRandom(3);
    const afternoon = Array.from({ length: 40 }, (_, n) => at(30, 14, 3 * n));
    expect(find([makeTimeline({ id: "x", begins: [...makeNoise(0.3, random), ...afternoon] })]).findings).toEqual([]);
  });

  test("is not made by nights that nobody watched, nor by hours of planned work", () => {
    const nights = eachDay((day) => ({ from: at(day, 13), to: at(day + 1, 9) }));
    const isNight = (time: number) => time < at(0, 9) || nights.some(({ from, to }) => time >= from && time < to);
    const begins = makeNoise(12, createSeededRandom(4));
    // What was down when the PC was switched on stands there at nine each morning.
    const mornings = eachDay((day) => at(day, 9));
    const timeline = makeTimeline({ id: "x", begins: [...begins.filter((time) => !isNight(time)), ...mornings], unknown: nights });
    expect(find([timeline]).findings).toEqual([]);
    expect(find([makeTimeline({ id: "x", begins })], { maintenanceOf: () => nights }).findings).toEqual([]);
    // The same without a word about the nights: then it is one.
    expect(find([{ ...timeline, unknown: [] }]).findings.map(({ kind }) => kind)).toEqual(["rhythm"]);
  });

  test("is not hidden by them", () => {
    const nights = eachDay((day) => ({ from: at(day, 19), to: at(day + 1, 8) }));
    const begins = eachDay((day) => at(day, 10, day % 4));
    const { findings } = find([makeTimeline({ id: "x", begins, unknown: nights })]);
    expect(findings.map(brief)).toMatchObject([{ kind: "rhythm", period: "day", at: 10 * HOUR + 1.5 * MINUTE, count: 90 }]);
  });

  test("of many streams of a server is one finding", () => {
    const streams = Array.from({ length: 16 }, (_, n) => makeTimeline({ id: nameOf(n), begins: eachDay((day) => at(day, 3) + n * 1_000) }));
    const { findings } = find(streams);
    expect(findings.map(brief)).toMatchObject([
      { kind: "rhythm", period: "day", streams: streams.map(({ streamId }) => streamId), count: 16 * 90, shown: 100 },
    ]);
  });
});

describe("a changed rate", () => {
  const change = (random: () => number, rates: [number, number], day: number) => [
    ...makeNoise(rates[0], random, { from: FROM, to: at(day, 0) }),
    ...makeNoise(rates[1], random, { from: at(day, 0), to: WINDOW.to }),
  ];

  test("is found with its day, its direction and its stream, and nothing else", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 15, max: DAYS - 15 }), fc.boolean(), (seed, day, isMore) => {
        const random = createSeededRandom(seed);
        const streams = [
          makeTimeline({ id: "planted", begins: change(random, isMore ? [1, 5] : [5, 1], day) }),
          ...Array.from({ length: 7 }, (_, n) => makeTimeline({ id: nameOf(n), begins: makeNoise(1, random) })),
        ];
        const { findings } = find(streams);
        expect(findings.map(({ kind, streams: names }) => [kind, names])).toEqual([["rate", ["planted"]]]);
        const [found] = findings;
        if (found?.kind !== "rate") throw new Error("no change");
        expect([found.isMore, found.after > found.before]).toEqual([isMore, isMore]);
        expect(Math.abs(found.since - at(day, 0))).toBeLessThanOrEqual(4 * DAY);
        expect(Math.max(found.before, found.after)).toBeCloseTo(5, -0.5);
      }),
      { numRuns: 25, seed: 2 },
    );
  });

  test("of the last week is found in a camera that failed once a week before", () => {
    const random = createSeededRandom(3);
    const { findings } = find([makeTimeline({ id: "x", begins: change(random, [0.2, 3], DAYS - 7) })]);
    expect(findings.map(brief)).toMatchObject([{ kind: "rate", isMore: true, since: at(DAYS - 7, 0) }]);
  });

  test("is none where one day was bad, or somebody watched for half of each day only from a day on", () => {
    const random = createSeededRandom(7);
    const calm = makeNoise(0.5, random);
    const bad = Array.from({ length: 30 }, (_, n) => at(DAYS - 5, 6) + Math.floor(random() * 12 * HOUR) + n);
    expect(find([makeTimeline({ id: "x", begins: [...calm, ...bad] })]).findings).toEqual([]);
    const halves = eachDay((day) => ({ from: at(day, 8), to: at(day + 1, 0) })).slice(40);
    const often = makeNoise(6, random);
    const seen = often.filter((time) => !halves.some(({ from, to }) => time >= from && time < to));
    expect(find([makeTimeline({ id: "x", begins: seen, unknown: halves })]).findings).toEqual([]);
    expect(find([makeTimeline({ id: "x", begins: seen })]).findings.map(({ kind }) => kind)).toContain("rate");
  });

  test.each([
    ["13 days", 13, 40],
    ["19 incidents", DAYS, 19],
  ])("is not asked for with %s", (_name, days, count) => {
    const window = { from: FROM, to: at(days, 0) };
    const begins = Array.from({ length: count }, (_, n) => window.to - DAY + n * 20 * MINUTE);
    expect(find([makeTimeline({ id: "x", begins })], { window })).toMatchObject({ findings: [], asked: { rate: 0 }, mostIncidents: count });
  });
});

describe("streams that fail together", () => {
  const shock = (random: () => number, count: number) =>
    Array.from({ length: count }, () => FROM + Math.floor((0.01 + 0.98 * random()) * DAYS * DAY));
  const plant = (random: () => number, { members, count, server }: { members: number; count: number; server?: string }) => {
    const shocks = shock(random, count);
    return Array.from({ length: members }, (_, n) =>
      makeTimeline({
        id: `planted-${n}`,
        ...(server && { server }),
        begins: [...shocks.map((time) => time + Math.floor(random() * 10_000)), ...makeNoise(0.3, random)],
      }),
    );
  };
  const others = (random: () => number, count = 12) =>
    Array.from({ length: count }, (_, n) => makeTimeline({ id: nameOf(n), begins: makeNoise(0.5, random) }));

  test("are found, all of them and no other, however many they are", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 8 }), fc.integer({ min: 7, max: 15 }), (seed, members, count) => {
        const random = createSeededRandom(seed);
        const planted = plant(random, { members, count });
        const { findings } = find([...planted, ...others(random)]);
        expect(findings.map(({ kind, streams }) => [kind, streams])).toEqual([["together", planted.map(({ streamId }) => streamId)]]);
        const [found] = findings;
        if (found?.kind !== "together") throw new Error("no group");
        expect(found.count).toBeGreaterThanOrEqual(count - 1); // two shocks may lie within ten minutes
        expect(found.expected).toBeLessThan(0.5);
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  test("say how often any two of them would meet by chance", () => {
    const random = createSeededRandom(15);
    const planted = plant(random, { members: 6, count: 12 });
    const [found] = find([...planted, ...others(random)]).findings;
    if (found?.kind !== "together") throw new Error("no group");
    const counts = planted.map(({ down }) => down.length);
    const pairs = counts.flatMap((count, n) => counts.slice(n + 1).map((other) => count * other));
    const expected = (pairs.reduce((sum, pair) => sum + pair, 0) * 30_000) / (DAYS * DAY);
    expect(found.expected / expected).toBeCloseTo(1, 3);
  });

  test("four times are too few", () => {
    const random = createSeededRandom(8);
    expect(find([...plant(random, { members: 4, count: 4 }), ...others(random)]).findings).toEqual([]);
  });

  test("are no news where it is their whole server, or the settings have them at one site", () => {
    const random = createSeededRandom(9);
    const own = plant(random, { members: 5, count: 12, server: "b:8889" });
    expect(find([...own, ...others(random)]).findings).toEqual([]);
    const elsewhere = [...plant(random, { members: 5, count: 12 }), ...others(random)];
    expect(find(elsewhere, { siteOf: (id) => (id.startsWith("planted") ? "강남" : "") }).findings).toEqual([]);
    expect(find(elsewhere, { siteOf: (id) => (id === "planted-1" ? "강남" : "") }).findings.map(({ kind }) => kind)).toEqual(["together"]);
  });

  test("are no news where it is all of their server that can fail: who is down already cannot", () => {
    const random = createSeededRandom(14);
    const shocks = shock(random, 12).filter((time) => time > at(2, 0));
    const begins = (n: number) => (n < 7 ? shocks.map((time) => time + n * 500) : []);
    const streams = Array.from({ length: 10 }, (_, n) => makeTimeline({ id: `own-${n}`, server: "b:8889", begins: begins(n) }));
    const dead = { from: at(1, 0), to: WINDOW.to, incidentId: 0, reason: "no_stream" as const };
    const withDead = streams.map((stream, n) => (n < 7 ? stream : { ...stream, down: [dead] }));
    expect(find([...withDead, ...others(random)]).findings).toEqual([]);
    // Those others are up: then they are.
    expect(find([...streams, ...others(random)]).findings).toMatchObject([
      { kind: "together", streams: streams.slice(0, 7).map(({ streamId }) => streamId) },
    ]);
  });

  test("half of a server's streams are news, also where the whole of it fails, too", () => {
    const random = createSeededRandom(10);
    const whole = shock(random, 10);
    const half = shock(random, 10);
    const streams = Array.from({ length: 8 }, (_, n) =>
      makeTimeline({ id: nameOf(n), begins: [...whole, ...(n < 4 ? half : [])].map((time) => time + n * 500) }),
    );
    expect(find(streams).findings.map(brief)).toMatchObject([{ kind: "together", streams: [0, 1, 2, 3].map(nameOf), count: 10 }]);
  });

  test("three of a server's sixteen are news, though the others never fail", () => {
    const shocks = shock(createSeededRandom(13), 9);
    const streams = Array.from({ length: 16 }, (_, n) =>
      makeTimeline({ id: nameOf(n), begins: n < 3 ? shocks.map((time) => time + n * 500) : [] }),
    );
    expect(find(streams).findings.map(brief)).toMatchObject([{ kind: "together", streams: [0, 1, 2].map(nameOf), count: 9 }]);
  });

  test("one bad hour of two streams is one moment, and what stands there in the morning is none", () => {
    const random = createSeededRandom(11);
    const hour = Array.from({ length: 30 }, (_, n) => at(40, 9, 2 * n));
    const pair = [0, 1].map((n) => makeTimeline({ id: `pair-${n}`, begins: [...hour, ...makeNoise(0.2, random)] }));
    expect(find([...pair, ...others(random)]).findings).toEqual([]);
    const nights = eachDay((day) => ({ from: at(day, 19), to: at(day + 1, 8) }));
    const mornings = [0, 1].map((n) => makeTimeline({ id: `pair-${n}`, begins: eachDay((day) => at(day, 8)), unknown: nights }));
    expect(find([...mornings, ...others(random)]).findings).toEqual([]);
  });

  test("that were watched in different months do not make each other's chance smaller", () => {
    const random = createSeededRandom(12);
    // Both fail 150 times within the one day in which both were watched: some meetings are chance.
    const a = makeTimeline({
      id: "a",
      begins: makeNoise(150, random, { from: at(44, 0), to: at(45, 0) }),
      unknown: [{ from: at(45, 0), to: WINDOW.to }],
    });
    const b = makeTimeline({
      id: "b",
      begins: makeNoise(150, random, { from: at(44, 0), to: at(45, 0) }),
      unknown: [{ from: FROM, to: at(44, 0) - HOUR }],
    });
    expect(find([a, b, ...others(random)]).findings.filter(({ kind }) => kind === "together")).toEqual([]);
  });

  test("of which one never failed while both were watched are none: by chance that is nothing, and nothing is certain", () => {
    const shocks = shock(createSeededRandom(16), 8);
    const a = makeTimeline({ id: "a", begins: shocks, unknown: shocks.map((time) => ({ from: time + 1_000, to: time + HOUR })) });
    const b = makeTimeline({ id: "b", server: "b:8889", begins: shocks.map((time) => time + 5_000) });
    expect(find([a, b])).toMatchObject({ findings: [], asked: { together: 1 } });
  });
});
