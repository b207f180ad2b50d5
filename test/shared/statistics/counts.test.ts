import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeliveryStatus } from "../../../shared/host-status.ts";
import type { Incident } from "../../../shared/statistics/find-incidents.ts";
import { sumByHourOfWeek } from "../../../shared/statistics/heat-map.ts";
import { judgeDelivery } from "../../../shared/statistics/judge-delivery.ts";
import { bucketOf, createBucketFinder, listDayEdges, listHourEdges } from "../../../shared/statistics/local-buckets.ts";
import { listLongestOutages } from "../../../shared/statistics/longest-outages.ts";
import { countByLength } from "../../../shared/statistics/outage-lengths.ts";
import { addStarts, countByType, emptyBuckets, sumByBucket } from "../../../shared/statistics/over-time.ts";
import { partitionTimeline } from "../../../shared/statistics/partition.ts";
import { addCauses, rankCauses } from "../../../shared/statistics/rank-causes.ts";

const HOUR = 3_600_000;
const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

function incident(from: number, change: Partial<Incident> = {}): Incident {
  return { streamId: "stream-001", server: "a:8889", from, to: from + 60_000, down: 60_000, reason: "no_stream", ...change };
}
const berlin = (month: number, day: number, hour = 0, minute = 0): number => new Date(2026, month - 1, day, hour, minute).getTime();

describe("local time", () => {
  test("has a day of 23 hours in spring and one of 25 in autumn", () => {
    const hoursOf = (from: number, to: number) => listDayEdges({ from, to }).map((edge, n, all) => ((all[n + 1] ?? edge) - edge) / HOUR);
    expect(hoursOf(berlin(3, 28), berlin(3, 31))).toEqual([24, 23, 24, 0]);
    expect(hoursOf(berlin(10, 24, 12), berlin(10, 26, 6))).toEqual([12, 25, 6, 0]);
  });

  test("has hour buckets of one hour throughout", () => {
    const edges = listHourEdges({ from: berlin(10, 25, 0, 30), to: berlin(10, 26) });
    expect(edges).toHaveLength(26); // 0:30-1:00, then the other 24 of the day's 25 hours
    const lengths = edges.slice(1).map((edge, n) => (edge - edges[n]!) / HOUR);
    expect(new Set(lengths.slice(1))).toEqual(new Set([1]));
    expect(lengths[0]).toBe(0.5);
    expect(listHourEdges({ from: berlin(3, 29), to: berlin(3, 30) })).toHaveLength(24);
  });

  test("finds the bucket of a time, in any order of times", () => {
    const times = [-1, 0, 9, 10, 19, 20, 39, 40, 5, 31, 11];
    const expected = [undefined, 0, 0, 1, 1, 2, 3, undefined, 0, 3, 1];
    const edges = [0, 10, 20, 30, 40];
    expect(times.map((time) => bucketOf(edges, time))).toEqual(expected);
    expect(times.map(createBucketFinder(edges))).toEqual(expected);
  });

  test("puts an incident into its hour of the week by the clock on the wall, winter and summer, in the hour that comes twice, too", () => {
    const twice = berlin(10, 25, 2, 30);
    const hours = listHourEdges({ from: berlin(1, 1), to: berlin(11, 1) });
    const counts = emptyBuckets(hours);
    addStarts(counts, [incident(berlin(1, 8, 7)), incident(berlin(7, 9, 7)), incident(twice), incident(twice + HOUR)], hours);
    const rows = sumByHourOfWeek(counts, hours);
    expect(rows[4]![7]).toBe(2); // Thursdays
    expect(rows[0]![2]).toBe(2);
    expect(rows.flat().reduce((a, b) => a + b)).toBe(4);
    expect(rows.map((row) => row.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
  });
});

describe("over time", () => {
  const edges = [0, 100, 200, 300];

  test("incidents are counted by type where they began", () => {
    const counts = countByType(
      [incident(0), incident(99, { reason: "refused" }), incident(100), incident(299, { reason: undefined }), incident(300)],
      edges,
    );
    expect(counts).toEqual({
      fetch_error: [1, 0, 0],
      whep_post_failed: [1, 1, 0],
      connection_closed: [0, 0, 0],
      connection_failed: [0, 0, 0],
      unknown: [0, 0, 1],
    });
  });

  test("each day has its sums over all streams, and no figure where nothing was observed", () => {
    const window = { from: 0, to: 300 };
    const timeline = { streamId: "a", server: "", down: [{ from: 50, to: 120 }], unknown: [{ from: 200, to: 300 }] };
    const partitions = [
      partitionTimeline(timeline, { window, maintenance: [{ from: 100, to: 110 }] }),
      partitionTimeline({ ...timeline, streamId: "b", down: [] }, { window }),
    ];
    expect(sumByBucket(partitions, [incident(50)], edges)).toEqual([
      { from: 0, to: 100, maintenance: 0, unknown: 0, down: 50, up: 150, incidents: 1, availability: 0.75 },
      { from: 100, to: 200, maintenance: 10, unknown: 0, down: 10, up: 180, incidents: 0, availability: 180 / 190 },
      { from: 200, to: 300, maintenance: 0, unknown: 200, down: 0, up: 0, incidents: 0, availability: undefined },
    ]);
  });
});

test("causes are ranked by incidents; those up to the one that crosses 80 % are the vital few", () => {
  const list = [...Array(7).fill("no_stream"), ...Array(2).fill("refused"), "auth"].map((reason) => incident(0, { reason }));
  const sums: Parameters<typeof rankCauses>[0] = new Map();
  for (const each of list) addCauses(sums, [each], ({ reason }) => reason ?? null);
  expect(rankCauses(sums)).toEqual([
    { key: "no_stream", incidents: 7, down: 420_000, share: 0.7, cumulative: 0.7, isVital: true },
    { key: "refused", incidents: 2, down: 120_000, share: 0.2, cumulative: 0.9, isVital: true },
    { key: "auth", incidents: 1, down: 60_000, share: 0.1, cumulative: 1, isVital: false },
  ]);
  expect(rankCauses(new Map())).toEqual([]);
});

test("outages fall into classes of length, the lower edge included", () => {
  const classes = countByLength([9_999, 10_000, 59_999, 60_000, 100 * HOUR].map((down) => incident(0, { down })));
  expect(classes.map(({ incidents }) => incidents)).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 1]);
  expect(classes.at(-1)).toEqual({ from: 24 * HOUR, to: undefined, incidents: 1 });
});

test("the longest outages are listed by their down time, twenty at most; of equal ones the earlier", () => {
  const many = Array.from({ length: 25 }, (_, n) => incident(n, { down: 1_000 + n, streamId: `s-${n}` }));
  const long = incident(500, { to: 900_000, down: 80_000, reason: undefined });
  const equal = incident(400, { streamId: "earlier", down: 80_000 });
  const listed = listLongestOutages([...many, long, equal]);
  expect(listed.slice(0, 3)).toEqual([
    { streamId: "earlier", server: "a:8889", from: 400, to: 60_400, down: 80_000, reason: "no_stream" },
    { streamId: "stream-001", server: "a:8889", from: 500, to: 900_000, down: 80_000 },
    { streamId: "s-24", server: "a:8889", from: 24, to: 60_024, down: 1_024, reason: "no_stream" },
  ]);
  expect(listed.map(({ down }) => down)).toEqual(listed.map(({ down }) => down).toSorted((a, b) => b - a));
  expect(listed).toHaveLength(20);
});

test.each<[string, Partial<DeliveryStatus>, string]>([
  ["off", { state: "off" }, "off"],
  ["nothing waits", { state: "idle" }, "ok"],
  ["records wait and go", { state: "delivering", waiting: 5 }, "behind"],
  ["a hiccup", { state: "retrying", waiting: 5, lastDeliveredAt: "2026-01-08T11:59:00.000Z" }, "behind"],
  ["an outage", { state: "retrying", waiting: 5, lastDeliveredAt: "2026-01-08T11:50:00.000Z" }, "stuck"],
  ["a central that never took one", { state: "retrying", waiting: 5 }, "stuck"],
  ["a wrong address", { state: "misconfigured", waiting: 5 }, "misconfigured"],
])("delivery is judged: %s", (_name, status, health) => {
  const whole: DeliveryStatus = { state: "idle", waiting: 0, held: 0, rejected: 2, skipped: 1, delivered: 9, ...status };
  expect(judgeDelivery(whole, Date.UTC(2026, 0, 8, 12))).toMatchObject({ health, waiting: whole.waiting, lost: 3 });
});
