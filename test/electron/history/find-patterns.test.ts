import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { localDate } from "../../../electron/journal/segment-name.ts";
import { toIgnored } from "../../../shared/patterns/ignored-pattern.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { PATTERN_STREAMS, planPatterns } from "../../support/plan-patterns.ts";
import { writePlannedStates } from "../../support/write-planned-states.ts";
import { openDesk, writeLog } from "./history-desk.ts";
import type { HistoryDesk } from "./history-desk.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SERVER = "a:8889";
const settings = settingsSchema.parse({
  servers: [{ id: "main", whepBaseUrl: `http://${SERVER}` }],
  streams: PATTERN_STREAMS.map((id) => ({ id, serverId: "main", path: id })),
});

function openPatterns(changes: object = {}): { desk: HistoryDesk; window: { from: string; until: string } } {
  const now = Date.now();
  const desk = openDesk({ settings: () => ({ ...settings, ...changes }) });
  writePlannedStates(desk.states, planPatterns(now - HOUR, SERVER));
  return { desk, window: { from: new Date(now - 90 * DAY).toISOString(), until: new Date(now).toISOString() } };
}

test("patterns come out of the state journal, with their incidents; planned work is none of them", async () => {
  const { desk, window } = openPatterns();
  const { findings, ignored, mostIncidents, asked } = await desk.api.findPatterns(window);
  expect(findings).toMatchObject([
    { kind: "together", streams: ["stream-002", "stream-003"], count: 8 },
    { kind: "rhythm", streams: ["stream-001"], period: "day", at: 2 * HOUR + 60_000, within: 60_000, count: 20, of: 20 },
  ]);
  expect(findings.map(({ incidents }) => incidents.length)).toEqual([16, 20]);
  expect(findings[1]?.incidents[0]).toMatchObject({ streamId: "stream-001", server: SERVER, down: 40_000, reason: "stalled_no_packets" });
  expect([ignored, mostIncidents, asked]).toEqual([[], 20, { rhythm: 3, rate: 1, together: 3 }]);

  const nights = { streams: ["stream-001"], weekly: { days: [0, 1, 2, 3, 4, 5, 6], from: "01:30", to: "02:30" } };
  const planned = openPatterns({ maintenance: settingsSchema.parse({ maintenance: [nights] }).maintenance });
  expect((await planned.desk.api.findPatterns(planned.window)).findings.map(({ kind }) => kind)).toEqual(["together"]);
});

test("what is ignored stays so in another process, and can be taken back; a damaged file is kept aside", async () => {
  const { desk, window } = openPatterns();
  const [, rhythm] = (await desk.api.findPatterns(window)).findings;
  expect(await desk.api.ignorePattern({ pattern: toIgnored(rhythm!), isIgnored: true })).toEqual({});
  const kindsOf = async ({ api }: HistoryDesk) => {
    const { findings, ignored } = await api.findPatterns(window);
    return [findings, ignored].map((list) => list.map(({ kind }) => kind));
  };
  expect(await kindsOf(desk)).toEqual([["together"], ["rhythm"]]);
  desk.history.close();

  const again = openDesk({ dataDir: desk.dataDir, settings: () => settings });
  expect(await kindsOf(again)).toEqual([["together"], ["rhythm"]]);
  await again.api.ignorePattern({ pattern: toIgnored(rhythm!), isIgnored: false });
  expect(await kindsOf(again)).toEqual([["together", "rhythm"], []]);
  // Days that are over come from their files now.
  expect((await again.api.readStatistics(window)).steps.map(({ tried }) => tried)).toEqual([20, 15]);

  const file = join(desk.dataDir, "ignored-patterns.json");
  writeFileSync(file, "{");
  const third = openDesk({ dataDir: desk.dataDir, settings: () => settings });
  expect(await kindsOf(third)).toEqual([["together", "rhythm"], []]);
  expect(readFileSync(`${file}.bad`, "utf8")).toBe("{");
  expect(third.said.join()).toContain("ignored-patterns.json cannot be read");
});

test("a file that cannot be read now is left where it is: nothing is ignored, and nothing can be, until it can", async () => {
  const { desk, window } = openPatterns();
  const [together, rhythm] = (await desk.api.findPatterns(window)).findings;
  await desk.api.ignorePattern({ pattern: toIgnored(rhythm!), isIgnored: true });
  desk.history.close();
  const file = join(desk.dataDir, "ignored-patterns.json");
  renameSync(file, `${file}.aside`);
  mkdirSync(file); // EISDIR, also for root

  const again = openDesk({ dataDir: desk.dataDir, settings: () => settings });
  expect(await again.api.findPatterns(window)).toMatchObject({ findings: [{ kind: "together" }, { kind: "rhythm" }], ignored: [] });
  expect(again.said.join()).toContain("ignored-patterns.json cannot be read");
  await expect(again.api.ignorePattern({ pattern: toIgnored(together!), isIgnored: true })).rejects.toThrow("EISDIR");
  expect(existsSync(`${file}.bad`)).toBe(false);

  rmdirSync(file);
  renameSync(`${file}.aside`, file);
  await again.api.ignorePattern({ pattern: toIgnored(together!), isIgnored: true });
  expect(await again.api.findPatterns(window)).toMatchObject({ findings: [], ignored: [{ kind: "together" }, { kind: "rhythm" }] });
});

test("similar incidents say what mended them: on the stream itself, else on its server, else nothing", async () => {
  const { desk, window } = openPatterns();
  expect(await desk.api.findSimilar({ streamId: "stream-001", reason: "stalled_no_packets" })).toMatchObject({
    where: "stream",
    count: 20,
    medianDown: 40_000,
    mended: { step: "new_session", tried: 15, recovered: 15, medianTook: 4_000 },
  });
  const elsewhere = await desk.api.findSimilar({ streamId: "stream-004", reason: "no_stream" });
  expect(elsewhere).toMatchObject({ where: "server", count: 16 });
  expect(elsewhere.mended).toBeUndefined();
  expect(elsewhere.incidents).toHaveLength(5);
  expect(await desk.api.findSimilar({ streamId: "stream-004", reason: "dns" })).toEqual({
    where: "server",
    reason: "dns",
    count: 0,
    incidents: [],
  });
  await expect(desk.api.findSimilar({ streamId: "nobody", reason: "dns" })).rejects.toMatchObject({ code: "invalid_input" });

  const { steps } = await desk.api.readStatistics(window);
  expect(steps).toEqual([
    { step: "ice_restart", tried: 20, recovered: 5, medianTook: 900 },
    { step: "new_session", tried: 15, recovered: 15, medianTook: 4_000 },
  ]);
  expect((await desk.api.readStatistics({ ...window, streams: ["stream-002"] })).steps).toEqual([]);
  expect((await desk.api.readStatistics({ ...window, servers: [SERVER] })).steps).toEqual(steps);
});

test("a step counts once however often its line stands there; what is given up or a dry run is neither success nor failure", async () => {
  const { desk, window } = openPatterns();
  const at = Date.now() - 5 * DAY;
  const line = (id: number, step: object) =>
    JSON.stringify({
      timestamp: new Date(at).toISOString(),
      event: "recovery",
      streamId: "stream-002",
      incidentId: "i",
      server: SERVER,
      page: "p",
      id: `x${id}`,
      took: 100,
      ...step,
    });
  const kicks = [
    line(1, { step: "kick", outcome: "recovered" }),
    line(1, { step: "kick", outcome: "recovered" }),
    line(2, { step: "kick", outcome: "given_up" }), // as it stands until its outcome is known
    line(2, { step: "kick", outcome: "failed" }),
    line(3, { step: "kick", outcome: "given_up" }),
    line(4, { step: "webhook", outcome: "dry_run" }),
  ];
  writeLog(join(desk.states, `${localDate(at)}.1.jsonl`), kicks);
  const { steps } = await desk.api.readStatistics({ ...window, streams: ["stream-002"] });
  expect(steps).toEqual([{ step: "kick", tried: 2, recovered: 1, medianTook: 100 }]);
});

test("an open incident is like those that began as it did, whatever its last attempt failed with", async () => {
  const now = Date.now();
  const plan = planPatterns(now, SERVER);
  const open = { streamId: "stream-001", from: now - 60_000, to: now, reason: "stalled_no_packets" as const };
  const desk = openDesk({ settings: () => settings });
  writePlannedStates(desk.states, { ...plan, outages: [...plan.outages, open] });
  expect(await desk.api.findSimilar({ streamId: "stream-001", reason: "no_first_frame" })).toMatchObject({
    where: "stream",
    reason: "stalled_no_packets",
    count: 20,
  });
});
