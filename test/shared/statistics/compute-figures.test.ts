import { describe, expect, test } from "vitest";
import type { StreamTimeline } from "../../../shared/statistics/build-timelines.ts";
import { computeFigures } from "../../../shared/statistics/compute-figures.ts";
import type { FiguresQuestion } from "../../../shared/statistics/compute-figures.ts";

const HOUR = 3_600_000;
const DAY = new Date(2026, 0, 8).getTime();
const at = (hours: number): number => DAY + hours * HOUR;
const span = (from: number, to: number) => ({ from: at(from), to: at(to) });

function compute(timelines: Partial<StreamTimeline>[], { hours = 24, ...question }: Partial<FiguresQuestion> & { hours?: number } = {}) {
  const whole = timelines.map((timeline) => ({ streamId: "s", server: "a:8889", down: [], unknown: [], ...timeline }));
  return computeFigures(whole, {
    window: span(0, hours),
    configured: [],
    isWanted: () => true,
    maintenanceOf: () => [],
    pieces: 0,
    ...question,
  });
}

describe("figures", () => {
  test.each<[string, Partial<StreamTimeline>, object]>([
    ["up throughout", {}, { state: "up", since: at(0) }],
    ["up since its last outage", { down: [span(3, 4)], unknown: [span(1, 2)] }, { state: "up", since: at(4) }],
    ["up since somebody looks", { down: [span(0, 1)], unknown: [span(1, 2)] }, { state: "up", since: at(2) }],
    ["unknown", { down: [span(3, 4)], unknown: [span(22, 24)] }, { state: "unknown", since: at(22) }],
    [
      "down, for another cause than at first",
      { down: [span(1, 2), { ...span(20, 22), incidentId: "i", reason: "refused" }, { ...span(22, 24), incidentId: "j", reason: "auth" }] },
      { state: "down", since: at(20), reason: "auth" },
    ],
  ])("say what a stream is at the window's end: %s", (_name, timeline, expected) => {
    const { state, since, reason } = compute([timeline]).streams[0]!;
    expect({ state, since, ...(reason && { reason }) }).toEqual(expected);
  });

  test("say that it is under maintenance, whatever else it is", () => {
    const { streams } = compute([{ down: [span(20, 24)] }], { maintenanceOf: () => [span(23, 30)] });
    expect(streams).toMatchObject([{ state: "maintenance", since: at(23), down: 3 * HOUR, maintenance: HOUR }]);
  });

  test("list streams of the settings always, others where somebody looked at them in the window", () => {
    const timelines = [
      { streamId: "seen", unknown: [span(0, 23)] },
      { streamId: "seen on another day", unknown: [span(-2, 30)] },
      { streamId: "configured", unknown: [span(-2, 30)] },
    ];
    const configured = [
      { id: "configured", server: "b" },
      { id: "never spoken of", server: "c" },
    ];
    const { streams, whole } = compute(timelines, { configured });
    expect(streams.map(({ streamId, server, isConfigured }) => [streamId, server, isConfigured])).toEqual([
      ["seen", "a:8889", false],
      ["configured", "a:8889", true],
      ["never spoken of", "c", true],
    ]);
    expect(whole).toEqual({ up: HOUR, down: 0, unknown: 71 * HOUR, maintenance: 0, availability: 1, incidents: 0, streams: 1 });
  });

  test.each([
    [48, 48],
    [5 * 24, 5],
  ])("over %i hours have %i buckets, whose sums are those of the window", (hours, buckets) => {
    const outages = [span(1, 2), span(30, 33), span(47.5, 47.75)].map((outage, n) => ({ ...outage, incidentId: `${n}` }));
    const timelines = [
      { streamId: "one", down: outages },
      { streamId: "two", down: [outages[0]!], unknown: [span(20, 26)] },
    ];
    const { edges, byType, days, whole, streams, hourOfWeek, lengths, longest, servers } = compute(timelines, { hours });
    expect(edges).toHaveLength(buckets + 1);
    expect(byType.unknown).toHaveLength(buckets);
    const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
    expect([sum(byType.unknown), sum(hourOfWeek.flat()), sum(lengths.map(({ incidents }) => incidents)), longest.length]).toEqual([
      4, 4, 4, 4,
    ]);
    expect(days).toHaveLength(hours / 24);
    for (const kind of ["up", "down", "unknown", "maintenance", "incidents"] as const)
      expect(sum(days.map((day) => day[kind]))).toBe(whole[kind]);
    expect(whole).toMatchObject({ down: 5.25 * HOUR, unknown: 6 * HOUR, incidents: 4, streams: 2 });
    expect(longest[0]).toMatchObject({ streamId: "one", from: at(30), down: 3 * HOUR });
    expect(servers).toMatchObject([{ key: "a:8889", incidents: 4, down: 5.25 * HOUR, share: 1 }]);
    const one = streams.find(({ streamId }) => streamId === "one")!;
    const two = streams.find(({ streamId }) => streamId === "two")!;
    if (buckets === 48) expect([one.trend[1], one.trend[47], two.trend[21]]).toEqual([0, 0.75, null]);
    else expect(one.trend).toEqual([23 / 24, 1 - 3.25 / 24, 1, 1, 1]);
  });
});
