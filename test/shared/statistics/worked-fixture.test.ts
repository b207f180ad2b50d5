import { describe, expect, test } from "vitest";
import { findIncidents } from "../../../shared/statistics/find-incidents.ts";
import { measureStream } from "../../../shared/statistics/measure-stream.ts";
import { partitionTimeline } from "../../../shared/statistics/partition.ts";
import type { Outage } from "../../../shared/statistics/build-timelines.ts";
import type { Interval } from "../../../shared/statistics/intervals.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY: Interval = { from: Date.UTC(2026, 0, 8), to: Date.UTC(2026, 0, 9) };

/** `01:05` as a time of the day. */
function at(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return DAY.from + hours * HOUR + minutes * MINUTE;
}
const span = (from: string, to: string): Interval => ({ from: at(from), to: at(to) });

function measure(down: Outage[], { unknown = [] as Interval[], maintenance = [] as Interval[] } = {}) {
  const partition = partitionTimeline({ streamId: "stream-001", server: "a:8889", down, unknown }, { window: DAY, maintenance });
  const incidents = findIncidents(partition);
  return { ...measureStream(partition, incidents), list: incidents };
}

describe("figures of a stream", () => {
  // controlroom.md 4.1: window 24 h, down 01:00-01:10 and 01:05-01:15, maintenance 02:00-03:00, asleep 04:00-06:00.
  test("are those of the worked example", () => {
    const figures = measure([span("01:00", "01:10"), span("01:05", "01:15")], {
      maintenance: [span("02:00", "03:00")],
      unknown: [span("04:00", "06:00")],
    });
    expect(figures.observed).toBe(21 * HOUR);
    expect(figures.down).toBe(15 * MINUTE);
    expect((figures.availability! * 100).toFixed(3)).toBe("98.810");
    expect(figures.incidents).toBe(1);
    expect(figures.meanTimeBetweenFailures).toBe(20 * HOUR + 45 * MINUTE);
    expect(figures.repair).toEqual({ mean: 15 * MINUTE, median: 15 * MINUTE, p95: 15 * MINUTE, longest: 15 * MINUTE });
  });

  test("are no data where nothing was observed, never 100 %", () => {
    const unseen = measure([], { unknown: [DAY] });
    expect(unseen).toMatchObject({
      observed: 0,
      availability: undefined,
      incidents: 0,
      meanTimeBetweenFailures: undefined,
      repair: undefined,
    });
    expect(measure([], { unknown: [span("00:00", "12:00")], maintenance: [span("12:00", "24:00")] }).availability).toBeUndefined();
  });

  test("say how long nothing has failed, instead of an endless time between failures", () => {
    expect(measure([], { unknown: [span("00:00", "04:00")] })).toMatchObject({
      observed: 20 * HOUR,
      availability: 1,
      meanTimeBetweenFailures: undefined,
      repair: undefined,
    });
  });

  test("take the median and the 95th percentile beside the mean", () => {
    const starts = ["01:00", "03:00", "05:00", "07:00"];
    const minutes = [1, 2, 3, 60];
    const down = starts.map((start, n) => ({ from: at(start), to: at(start) + minutes[n]! * MINUTE }));
    const { mean, median, p95, longest } = measure(down).repair!;
    expect([mean, median, longest].map((time) => time / MINUTE)).toEqual([16.5, 2.5, 60]);
    expect(p95 / MINUTE).toBeCloseTo(51.45, 9); // PERCENTILE.INC({1,2,3,60}, 0.95)
  });

  test.each([
    ["of one incident, 60 s apart, are one", "a", "a", 60_000, 1],
    ["of one incident, more than 60 s apart, are two", "a", "a", 60_001, 2],
    ["of two incidents, 30 s apart, are two", "a", "b", 30_000, 2],
  ])("count failures %s", (_name, first, second, gap, count) => {
    const from = at("01:00");
    const figures = measure([
      { from, to: from + MINUTE, incidentId: first, reason: "no_stream" },
      { from: from + MINUTE + gap, to: from + 2 * MINUTE + gap, incidentId: second },
    ]);
    expect(figures.incidents).toBe(count);
    expect(figures.down).toBe(2 * MINUTE);
    expect(figures.list[0]).toMatchObject({ reason: "no_stream", incidentId: "a" });
  });

  test("count an incident once that nobody saw the middle of, with the time that was seen", () => {
    const down = [
      { ...span("01:00", "01:10"), incidentId: "a" },
      { ...span("05:00", "05:20"), incidentId: "a" },
    ];
    const figures = measure(down, { unknown: [span("01:10", "05:00")] });
    expect(figures).toMatchObject({ incidents: 1, down: 30 * MINUTE, repair: { longest: 30 * MINUTE } });
  });

  test("count no failure within a maintenance, and of one that outlasts it the rest", () => {
    const maintenance = [span("02:00", "03:00")];
    expect(measure([span("02:10", "02:50")], { maintenance })).toMatchObject({ incidents: 0, availability: 1, observed: 23 * HOUR });
    expect(measure([span("02:10", "03:10")], { maintenance })).toMatchObject({ incidents: 1, down: 10 * MINUTE });
  });

  test("stop at the window's ends", () => {
    const down = [
      { from: DAY.from - HOUR, to: at("00:05") },
      { from: at("23:50"), to: DAY.to + HOUR },
    ];
    expect(measure(down)).toMatchObject({ incidents: 2, down: 15 * MINUTE });
  });
});
