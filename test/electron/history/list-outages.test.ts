import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { settingsSchema } from "../../../shared/settings.ts";
import { writeStateFiles, writtenServer, writtenStreamId } from "../../support/write-state-files.ts";
import type { WrittenOutage } from "../../support/write-state-files.ts";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { openDesk, writeLog } from "./history-desk.ts";
import type { HistoryDesk } from "./history-desk.ts";
import { createStateDay } from "./state-day.ts";

const HOUR = 3_600_000;
const FROM = new Date(2026, 0, 5).getTime();
const UNTIL = new Date(2026, 0, 9).getTime();
const iso = (time: number): string => new Date(time).toISOString();
const window = { from: iso(FROM), until: iso(UNTIL) };

describe("outages", () => {
  let desk: HistoryDesk;
  let written: WrittenOutage[];

  beforeEach(() => {
    desk = openDesk();
    written = writeStateFiles({ logs: join(desk.dataDir, "logs"), streams: 4, from: FROM, to: UNTIL, outagesPerDay: 6 }).toSorted(
      (a, b) => b.from - a.from,
    );
  });

  test("are those that were written, the newest first", async () => {
    const { outages, total } = await desk.api.listOutages({ ...window, limit: 1_000 });
    expect(outages).toEqual(
      written.map(({ streamId, server, from, to, reason }) => ({ streamId, server, from, to, down: to - from, reason })),
    );
    expect(total).toBe(written.length);
    const few = await desk.api.listOutages({ ...window, limit: 3 });
    expect(few).toEqual({ outages: outages.slice(0, 3), total });
  });

  test("are as many as the figures count: of each length, reason, stream and server", async () => {
    const { lengths, reasons, streams, servers } = await desk.api.readStatistics(window);
    expect(lengths.filter(({ incidents }) => incidents > 0).length).toBeGreaterThan(3);
    expect(reasons.length).toBeGreaterThan(3);
    for (const { from, to, incidents } of lengths) {
      const { outages, total } = await desk.api.listOutages({ ...window, longerThan: from, ...(to !== undefined && { shorterThan: to }) });
      expect([from, total, outages.every(({ down }) => down >= from && down < (to ?? Infinity))]).toEqual([from, incidents, true]);
    }
    for (const { key, incidents } of reasons)
      expect([key, (await desk.api.listOutages({ ...window, reason: key })).total]).toEqual([key, incidents]);
    for (const { streamId, incidents } of streams)
      expect([streamId, (await desk.api.listOutages({ ...window, streams: [streamId] })).total]).toEqual([streamId, incidents]);
    for (const { key, incidents } of servers)
      expect([key, (await desk.api.listOutages({ ...window, servers: [key] })).total]).toEqual([key, incidents]);
    const both = { streams: [writtenStreamId(1)], servers: [writtenServer(2)] };
    expect(await desk.api.listOutages({ ...window, ...both })).toEqual({ outages: [], total: 0 });
  });

  test("of a newer question of the same slot end the older one", async () => {
    const older = desk.api.listOutages({ ...window, slot: "dialog" });
    const newer = desk.api.listOutages({ ...window, slot: "dialog" });
    await expect(older).rejects.toMatchObject({ code: "cancelled" });
    expect((await newer).total).toBe(written.length);
  });

  test.each([
    ["is empty", FROM, FROM],
    ["lies ahead", Date.now() + HOUR, Date.now() + 2 * HOUR],
  ])("are refused for a window that %s", async (_name, from, until) => {
    await expect(desk.api.listOutages({ from: iso(from), until: iso(until) })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

test("an outage that waited for a dead server has no reason; one within a maintenance is none; one across the window's edge is cut", async () => {
  const maintenance = [{ servers: ["main"], from: iso(FROM + 4 * HOUR), to: iso(FROM + 6 * HOUR) }];
  const settings = settingsSchema.parse({ servers: [{ id: "main", whepBaseUrl: "http://a:8889" }], maintenance });
  const desk = openDesk({ settings: () => settings });
  const day = createStateDay();
  day.say(FROM, "up");
  day.live(FROM, FROM + 24 * HOUR);
  for (const [hour, cause] of [
    [1, {}],
    [3, { reason: "refused" as const }],
    [5, { reason: "no_stream" as const }],
    [7, { reason: "dns" as const }],
  ] as const) {
    day.say(FROM + hour * HOUR, "down", { incidentId: `i${hour}`, ...cause });
    day.say(FROM + (hour + 0.5) * HOUR, "up");
  }
  writeLog(join(desk.states, `${localDate(FROM)}.jsonl`), day.lines());
  const question = { from: iso(FROM), until: iso(FROM + 7.25 * HOUR) };
  const said = async (reason?: null) => {
    const { outages } = await desk.api.listOutages({ ...question, ...(reason === null && { reason }) });
    return outages.map((each) => [each.reason, (each.from - FROM) / HOUR, each.down / HOUR]);
  };
  expect(await said()).toEqual([
    ["dns", 7, 0.25],
    ["refused", 3, 0.5],
    [undefined, 1, 0.5],
  ]);
  expect(await said(null)).toEqual([[undefined, 1, 0.5]]);
  const { reasons } = await desk.api.readStatistics(question);
  expect(reasons.map(({ key, incidents }) => [key, incidents]).toSorted()).toEqual(
    [
      ["dns", 1],
      ["refused", 1],
      [null, 1],
    ].toSorted(),
  );
});
