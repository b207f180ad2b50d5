import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSeededRandom } from "../../torture/seeded-random.ts";
import {
  at,
  brief,
  DAY,
  DAYS,
  eachDay,
  find,
  FROM,
  HOUR,
  makeNoise,
  makeNoisyWall,
  makeTimeline,
  MINUTE,
  nameOf,
  seeds,
  WINDOW,
} from "./make-history.ts";

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
