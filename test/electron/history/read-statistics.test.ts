import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { settingsSchema } from "../../../shared/settings.ts";
import type { TimeSums } from "../../../shared/statistics/partition.ts";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { appendLog, openDesk, writeLog } from "./history-desk.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeLogLines } from "./make-log-lines.ts";
import { createStateDay } from "./state-day.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = new Date(2026, 0, 8).getTime();
const iso = (time: number): string => new Date(time).toISOString();
const at = (hours: number, minutes = 0): number => DAY + hours * HOUR + minutes * MINUTE;

/** The worked example of the figures: down 01:00-01:10 and 01:05-01:15, asleep 04:00-06:00. */
function makeWorkedDay() {
  const day = createStateDay();
  day.say(at(0), "up");
  day.live(at(0), at(4));
  day.say(at(1), "down", { incidentId: "i", reason: "no_stream" });
  day.say(at(1, 5), "down", { incidentId: "i", reason: "refused" });
  day.say(at(1, 15), "up");
  day.host(at(4), "closed");
  day.host(at(6), "started");
  day.say(at(6), "up");
  day.live(at(6), at(24, 2));
  return day;
}

const sums = ({ maintenance, unknown, down, up }: TimeSums): TimeSums => ({ maintenance, unknown, down, up });

describe("the figures", () => {
  test("of the worked example, from its files", async () => {
    const maintenance = { servers: ["main"], weekly: { days: [new Date(DAY).getDay()], from: "02:00", to: "03:00" } };
    const settings = settingsSchema.parse({ servers: [{ id: "main", whepBaseUrl: "http://a:8889" }], maintenance: [maintenance] });
    const desk = openDesk({ settings: () => settings });
    writeLog(join(desk.states, `${localDate(DAY)}.jsonl`), makeWorkedDay().lines());
    const { streams, whole, days, ...figures } = await desk.api.readStatistics({ from: iso(DAY), until: iso(at(24)) });
    expect(streams).toHaveLength(1);
    const { availability, repair, timeline, ...stream } = streams[0]!;
    expect((availability! * 100).toFixed(3)).toBe("98.810");
    expect(stream).toMatchObject({ streamId: "stream-001", server: "a:8889", observed: 21 * HOUR, down: 15 * MINUTE, incidents: 1 });
    expect(stream).toMatchObject({ unknown: 2 * HOUR, maintenance: HOUR, meanTimeBetweenFailures: 20 * HOUR + 45 * MINUTE });
    expect(stream).toMatchObject({ state: "up", since: at(6), isConfigured: false });
    expect(repair).toEqual({ mean: 15 * MINUTE, median: 15 * MINUTE, p95: 15 * MINUTE, longest: 15 * MINUTE });
    expect(timeline.map(({ kind, from, to, reason }) => [kind, (from - DAY) / HOUR, (to - DAY) / HOUR, reason])).toEqual([
      ["up", 0, 1, undefined],
      ["down", 1, 1.25, "no_stream"],
      ["up", 1.25, 2, undefined],
      ["maintenance", 2, 3, undefined],
      ["up", 3, 4, undefined],
      ["unknown", 4, 6, undefined],
      ["up", 6, 24, undefined],
    ]);
    expect(whole).toEqual({ ...sums(stream), availability, incidents: 1, streams: 1 });
    expect(days).toEqual([{ from: DAY, to: at(24), ...sums(stream), availability, incidents: 1 }]);
    expect(figures).toMatchObject({ reasons: [{ key: "no_stream", incidents: 1 }], servers: [{ key: "a:8889" }], damaged: 0 });
    expect([figures.byType.whep_post_failed[1], figures.hourOfWeek[new Date(DAY).getDay()]![1]]).toEqual([1, 1]);
  });

  test("list the streams of the settings, seen or not", async () => {
    const settings = settingsSchema.parse({
      servers: [{ id: "main", whepBaseUrl: "http://b:8889/sub" }],
      streams: [{ id: "never-seen", serverId: "main", path: "x" }],
    });
    const desk = openDesk({ settings: () => settings });
    writeLog(join(desk.states, `${localDate(DAY)}.jsonl`), makeWorkedDay().lines());
    const { streams } = await desk.api.readStatistics({ from: iso(DAY), until: iso(at(24)) });
    expect(streams).toMatchObject([
      { streamId: "stream-001", isConfigured: false, state: "up" },
      { streamId: "never-seen", server: "b:8889", isConfigured: true, state: "unknown", observed: 0, timeline: [{ kind: "unknown" }] },
    ]);
    expect(streams[1]).not.toHaveProperty("availability");
  });

  test("name the first day of which there is a file, compressed or not", async () => {
    const desk = openDesk();
    const window = { from: iso(DAY), until: iso(at(24)) };
    expect(await desk.api.readStatistics(window)).not.toHaveProperty("firstDay");
    writeLog(join(desk.states, "2026-01-08.jsonl"), makeWorkedDay().lines());
    writeLog(join(desk.states, "2025-11-30.1.jsonl.gz"), []);
    writeLog(join(desk.states, "2025-11-30.jsonl.tmp"), []);
    expect(await desk.api.readStatistics(window)).toMatchObject({ firstDay: new Date(2025, 10, 30).getTime(), damaged: 0 });
  });

  test("are those of the streams and servers that are asked for, their lines too", async () => {
    const desk = openDesk();
    const day = makeWorkedDay();
    for (const [streamId, server] of [
      ["stream-002", "a:8889"],
      ["stream-003", "b:8889"],
    ] as const) {
      day.say(at(6), "up", { streamId, server });
      day.say(at(7), "down", { streamId, server, incidentId: streamId, reason: "refused" });
      day.say(at(8), "up", { streamId, server });
    }
    writeLog(join(desk.states, `${localDate(DAY)}.jsonl`), day.lines());
    const record = (streamId: string, server: string) =>
      JSON.stringify({ ...makeReport({ streamId, whepUrl: `http://${server}/x/whep` }), timestamp: iso(at(7)), errorType: "fetch_error" });
    writeLog(join(desk.logs, `${localDate(DAY)}.jsonl`), [
      record("stream-002", "a:8889"),
      record("stream-003", "b:8889"),
      record("stream-003", "a:8889"),
    ]);
    await desk.api.summarizeLogs({});
    const ask = async (chosen: { streams?: string[]; servers?: string[] }) => {
      const { streams, whole, lines } = await desk.api.readStatistics({ from: iso(DAY), until: iso(at(24)), ...chosen });
      return [
        streams
          .map(({ streamId }) => streamId)
          .sort()
          .join(),
        whole.incidents,
        lines?.total,
      ];
    };
    expect(await ask({})).toEqual(["stream-001,stream-002,stream-003", 3, 3]);
    expect(await ask({ streams: [], servers: [] })).toEqual(["stream-001,stream-002,stream-003", 3, 3]);
    expect(await ask({ streams: ["stream-003", "never seen"] })).toEqual(["stream-003", 1, 2]);
    expect(await ask({ servers: ["a:8889"] })).toEqual(["stream-001,stream-002", 2, 2]);
    expect(await ask({ streams: ["stream-002", "stream-003"], servers: ["b:8889"] })).toEqual(["stream-003", 1, 1]);
    expect(await ask({ streams: ["never seen"] })).toEqual(["", 0, 0]);
  });

  test("have an outage that goes on until now, and say since when and why", async () => {
    const desk = openDesk();
    const day = createStateDay();
    const begin = Date.now() - 10 * MINUTE;
    day.say(begin, "up");
    day.live(begin, Date.now());
    day.say(begin + 4 * MINUTE, "down", { incidentId: "i", reason: "stalled_no_packets", since: iso(begin + 4 * MINUTE - 5_000) });
    writeLog(join(desk.states, `${localDate(begin)}.jsonl`), day.lines());
    const asked = Date.now();
    const { streams, to, longest } = await desk.api.readStatistics({ from: iso(begin), until: iso(asked + 24 * HOUR) });
    expect(to).toBeGreaterThanOrEqual(asked);
    expect(to).toBeLessThanOrEqual(Date.now());
    const since = begin + 4 * MINUTE - 5_000;
    expect(streams).toMatchObject([{ state: "down", since, reason: "stalled_no_packets", incidents: 1, down: to - since, unknown: 0 }]);
    expect(longest).toEqual([
      { streamId: "stream-001", server: "a:8889", from: since, to, down: to - since, reason: "stalled_no_packets" },
    ]);
    // A few signs of life later it has come back.
    const back = createStateDay();
    back.say(Date.now(), "up");
    appendLog(join(desk.states, `${localDate(begin)}.jsonl`), back.lines());
    const again = await desk.api.readStatistics({ from: iso(begin), until: iso(asked + 24 * HOUR) });
    expect(again.streams).toMatchObject([{ state: "up", incidents: 1 }]);
    expect(again.streams[0]!.down).toBeLessThan(again.to - since);
  });

  test("leave damaged lines out and count them, of compressed days too; without a folder there are none", async () => {
    const desk = openDesk();
    const window = { from: iso(DAY), until: iso(at(48)) };
    const empty = await desk.api.readStatistics(window);
    expect(empty).toMatchObject({ streams: [], damaged: 0, whole: { incidents: 0, streams: 0 }, reasons: [], longest: [] });
    expect(empty).not.toHaveProperty("firstDay");
    expect(empty.days).toHaveLength(2);
    const broken = ['{"half', '{"timestamp":"yesterday"}', '{"timestamp":"2026-01-08T10:00:00.000Z","event":"of a later version"}'];
    writeLog(join(desk.states, `${localDate(DAY)}.jsonl`), [...makeWorkedDay().lines(), ...broken], { gz: true });
    writeLog(join(desk.states, `${localDate(at(30))}.jsonl`), ["x"]);
    writeLog(join(desk.states, `${localDate(at(60))}.jsonl`), ["of no day that is asked for"]);
    for (const dataDir of [desk.dataDir, desk.dataDir]) {
      const { damaged, whole, firstDay } = await openDesk({ dataDir }).api.readStatistics(window);
      expect({ damaged, incidents: whole.incidents, firstDay }).toEqual({ damaged: 4, incidents: 1, firstDay: DAY });
    }
  });

  test("are answered by the next process when one is killed, and are the same", async () => {
    const desk = openDesk();
    writeLog(join(desk.states, `${localDate(DAY)}.jsonl`), makeWorkedDay().lines());
    const window = { from: iso(DAY), until: iso(at(24)) };
    const { index: _, ...first } = await desk.api.readStatistics(window);
    desk.channels[0]!.kill();
    const { index: _later, ...second } = await desk.api.readStatistics(window);
    expect(second).toEqual(first);
    const asked = desk.api.readStatistics(window);
    desk.channels.at(-1)!.kill();
    const { index: _last, ...third } = await asked;
    expect(third).toEqual(first);
    expect(desk.channels.length).toBeGreaterThan(2);
  });

  test("of a newer question of the same slot end the older one", async () => {
    const desk = openDesk();
    writeLog(join(desk.states, `${localDate(DAY)}.jsonl`), makeWorkedDay().lines());
    const window = { slot: "dashboard", from: iso(DAY), until: iso(at(24)) };
    const older = desk.api.readStatistics(window);
    const newer = desk.api.readStatistics(window);
    await expect(older).rejects.toMatchObject({ code: "cancelled" });
    expect((await newer).whole.incidents).toBe(1);
  });

  describe("by the clock on the wall", () => {
    const zone = process.env.TZ;
    beforeEach(() => {
      process.env.TZ = "Europe/Berlin"; // the history process has it from here
    });
    afterEach(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });

    test.each([
      [23, 2, 29],
      [25, 9, 25],
    ])("have a day of %i hours", async (hours, month, date) => {
      const [begin, end] = [new Date(2026, month, date).getTime(), new Date(2026, month, date + 1).getTime()];
      const settings = settingsSchema.parse({
        servers: [{ id: "main", whepBaseUrl: "http://a:8889" }],
        maintenance: [{ servers: ["main"], weekly: { days: [0], from: "01:00", to: "04:00" } }],
      });
      const desk = openDesk({ settings: () => settings });
      const day = createStateDay();
      day.say(begin, "up");
      day.live(begin, end + MINUTE);
      const noon = new Date(2026, month, date, 12).getTime();
      day.say(noon, "down", { incidentId: "i", reason: "refused" });
      day.say(noon + MINUTE, "up");
      writeLog(join(desk.states, `${localDate(begin)}.jsonl`), day.lines());
      writeLog(join(desk.logs, `${localDate(begin)}.jsonl`), [
        JSON.stringify({ ...makeReport(), timestamp: iso(noon), errorType: "fetch_error" }),
      ]);
      await desk.api.summarizeLogs({});
      const window = { from: iso(begin), until: iso(end) };
      const figures = await desk.api.readStatistics(window);
      expect(end - begin).toBe(hours * HOUR);
      expect(figures.days).toMatchObject([
        { from: begin, to: end, incidents: 1, maintenance: (hours - 21) * HOUR, up: 21 * HOUR - MINUTE },
      ]);
      expect(figures.edges).toHaveLength(hours + 1);
      expect([figures.hourOfWeek[0]![12], figures.lines!.hourOfWeek[0]![12], figures.lines!.days]).toEqual([1, 1, [1]]);
    });
  });

  test.each([
    ["is empty", at(1), at(1)],
    ["ends before it begins", at(1), at(0)],
    ["lies ahead", Date.now() + HOUR, Date.now() + 2 * HOUR],
    ["is longer than 400 days", DAY - 401 * 24 * HOUR, DAY],
  ])("are refused for a window that %s", async (_name, from, until) => {
    await expect(openDesk().api.readStatistics({ from: iso(from), until: iso(until) })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("lines", () => {
  test("are absent until the index is there, and counted then as the log viewer counts them", async () => {
    const desk = openDesk();
    writeLog(join(desk.logs, "2026-01-08.jsonl"), makeLogLines(3_000, 1, at(20)));
    const window = { from: iso(at(12)), until: iso(at(21)) };
    const first = await desk.api.readStatistics(window);
    expect([first.lines, first.index.state]).toEqual([undefined, "building"]);
    const { facets, records } = await desk.api.summarizeLogs({ filter: window });
    const { lines, edges, days } = await desk.api.readStatistics(window);
    const facet = (name: "stream" | "server" | "reason" | "type") =>
      Object.fromEntries(facets[name]!.map(({ value, count }) => [value, count]));
    const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
    expect(lines).toMatchObject({ total: records, streams: facet("stream"), servers: facet("server"), reasons: facet("reason") });
    const sums = Object.entries(lines!.byType).map(([type, buckets]) => [type, sum(buckets)]);
    expect(Object.fromEntries(sums)).toEqual(facet("type"));
    expect(lines!.byType.fetch_error).toHaveLength(edges.length - 1);
    expect(lines!.days).toHaveLength(days.length);
    expect([sum(lines!.days), sum(lines!.hourOfWeek.flat())]).toEqual([records, records]);
  });
});
