import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSeededRandom } from "../../torture/seeded-random.ts";
import { at, brief, DAY, DAYS, eachDay, find, FROM, HOUR, makeNoise, makeTimeline, nameOf, seeds, WINDOW } from "./make-history.ts";

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
