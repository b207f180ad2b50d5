import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import type { ControlRoom } from "../../../electron/control-room-types.ts";
import { readBody } from "../../../electron/http/read-body.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { startHttpServer } from "../../support/http-server.ts";
import type { TestServer } from "../../support/http-server.ts";
import { makeReport } from "../../support/make-report.ts";
import { makeStateReport } from "../../support/make-state-report.ts";
import { makeTempDir } from "../../support/temp-dir.ts";

const SOON = { timeout: 20_000, interval: 20 };
const STREAM = "stream:stream-001";
const LAYOUT = { name: "1층", pages: [{ name: "정문", columns: 2, streams: ["stream-001"] }] };
const STREAM_ENTRY = { id: "stream-001", serverId: "main", path: "stitched", priority: "high" };

/** What one PC has over its updates, and the central that it sends to. */
interface Pc {
  dataDir: string;
  central: TestServer & { isUp: boolean; taken: string[] };
  start(version: string): Promise<ControlRoom>;
}
let pc: Pc;

beforeEach(async () => {
  const dataDir = makeTempDir();
  const taken: string[] = [];
  const server = await startHttpServer(async (request, response) => {
    if (request.method !== "POST") return response.writeHead(404).end();
    const body = await readBody(request, 65_536);
    const { id } = JSON.parse(body.ok ? body.bytes.toString() : "{}") as { id: string };
    if (pc.central.isUp) taken.push(id);
    return response.writeHead(pc.central.isUp ? 201 : 503).end();
  });
  onTestFinished(() => server.close());
  const transport = createUndiciTransport();
  onTestFinished(() => transport.close());
  writeSettings(dataDir, {
    servers: [{ id: "main", whepBaseUrl: "http://127.0.0.1:9" }],
    streams: [STREAM_ENTRY],
    central: { url: server.url, enabled: true, sendFrom: "all" },
    alerts: { onDelaySeconds: 0, offDelaySeconds: 0, desktop: false },
    wall: { columns: 3, layouts: [LAYOUT] },
  });
  pc = {
    dataDir,
    central: Object.assign(server, { isUp: false, taken }),
    start: (version) => createControlRoom(makeControlRoomOptions(dataDir, { version, sendRequest: transport.sendRequest })),
  };
});

const settingsFile = (dataDir: string) => join(dataDir, "settings.json");
const readSettings = () => JSON.parse(readFileSync(settingsFile(pc.dataDir), "utf8"));
const writeSettings = (dataDir: string, settings: object) => writeFileSync(settingsFile(dataDir), JSON.stringify(settings));

/** Everything in the journals, whole lines. */
function readLog(name: string): string[] {
  const folder = join(pc.dataDir, "logs", name);
  const files = readdirSync(folder).filter((file) => file.endsWith(".jsonl")).sort(); // prettier-ignore
  return files.flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n").slice(0, -1));
}

function appendLine(name: string, line: object): void {
  const folder = join(pc.dataDir, "logs", name);
  const file = readdirSync(folder).filter((each) => each.endsWith(".jsonl")).sort().at(-1)!; // prettier-ignore
  appendFileSync(join(folder, file), `${JSON.stringify(line)}\n`);
}

const findAlarm = async (host: ControlRoom) => (await host.api.getAlarms({})).alarms.find(({ id }) => id === STREAM);

async function failOnce(host: ControlRoom): Promise<string> {
  const report = makeReport({ whepUrl: "http://127.0.0.1:9/stitched/whep" });
  await host.api.reportError(report);
  return report.id;
}

/** A failure, an alarm of it, and somebody who shelves that. */
async function useFirst(host: ControlRoom): Promise<string[]> {
  const ids = [await failOnce(host), await failOnce(host)];
  await host.api.reportState(makeStateReport({ state: "down", whepUrl: "http://127.0.0.1:9/stitched/whep" }));
  await expect.poll(() => findAlarm(host), SOON).toMatchObject({ state: "unacknowledged" });
  await host.api.shelveAlarm({ alarmId: STREAM, minutes: 60, reason: "camera is being replaced" });
  return ids;
}

/** What a later version may leave behind, in every file that both write. */
function leaveTraces(): void {
  const now = new Date().toISOString();
  const settings = readSettings();
  Object.assign(settings, { holograms: { enabled: true }, wall: { ...settings.wall, tilt: 12 } });
  Object.assign(settings.streams[0], { depth: "3d" });
  Object.assign(settings.wall.layouts[0], { theme: "night" });
  writeSettings(pc.dataDir, settings);
  appendLine("mediamtx_errors", {
    timestamp: now,
    streamId: "stream-001",
    errorType: "hologram_failed",
    errorMessage: "Hologram failed: too dim",
    whepUrl: "http://127.0.0.1:9/stitched/whep",
    id: LATER_ID,
    detail: { reason: "too_dim", phase: "projecting", lumen: 3 },
    hologram: { depth: 3 },
  });
  appendLine("states", { timestamp: now, event: "projected", page: "018f0000-0000-7000-8000-000000000001", brightness: 0.4 });
  appendLine("states", {
    timestamp: now,
    streamId: "stream-001",
    state: "dimmed",
    since: now,
    server: "127.0.0.1:9",
    page: "p",
    id: LATER_ID,
  });
  appendLine("alarms", { timestamp: now, alarmId: STREAM, event: "forwarded", to: "duty", id: LATER_ID });
  appendLine("alarms", {
    timestamp: now,
    alarmId: "hologram:1",
    event: "raised",
    kind: "hologram_dim",
    since: now,
    priority: "urgent",
    id: LATER_ID,
  });
  const cursors = join(pc.dataDir, "cursors");
  for (const name of readdirSync(cursors).filter((file) => file.endsWith(".cursor"))) addToSlot(join(cursors, name));
  writeFileSync(join(cursors, "holograms.0.cursor"), "of no concern\n");
}
const LATER_ID = "019b9d9a-5895-7b1f-9d2c-5a0e6f1c2d3e";

/** A cursor's slot with a field that only a later version knows. */
function addToSlot(file: string): void {
  const { sequence, segment, offset, ...rest } = JSON.parse(readFileSync(file, "utf8"));
  const crc = crc32(`${sequence} ${segment} ${offset}`).toString(16).padStart(8, "0");
  writeFileSync(file, `${JSON.stringify({ sequence, segment, offset, ...rest, crc, savedBy: "1.1.0" })}\n`);
}

test("an update to the next version and back loses nothing that waits, nothing that was set and no alarm", async () => {
  const older = await pc.start("1.0.0");
  const ids = await useFirst(older);
  await older.close();

  const newer = await pc.start("1.1.0");
  expect(await findAlarm(newer)).toMatchObject({ state: "shelved", shelf: { reason: "camera is being replaced" } });
  await expect.poll(async () => (await newer.api.getStatus({})).delivery.waiting, SOON).toBe(2);
  // It goes out, so that there is a place to go on from.
  pc.central.isUp = true;
  await newer.api.retryDelivery({});
  await expect.poll(() => pc.central.taken, SOON).toEqual(ids);
  pc.central.isUp = false;
  ids.push(await failOnce(newer));
  await newer.close();
  leaveTraces();
  ids.push(LATER_ID);
  const before = { errors: readLog("mediamtx_errors"), alarms: readLog("alarms"), states: readLog("states") };

  const again = await pc.start("1.0.0");
  onTestFinished(() => again.close());
  const state = await again.api.getSettings({});
  expect(state.settings).toMatchObject({ wall: { columns: 3, layouts: [LAYOUT] }, streams: [STREAM_ENTRY] });
  expect(state.warnings.map(({ kind, detail }) => `${kind} ${detail}`).sort()).toEqual([
    "unknown_key holograms",
    "unknown_key streams.0.depth",
    "unknown_key wall.layouts.0.theme",
    "unknown_key wall.tilt",
  ]);
  expect(await findAlarm(again)).toMatchObject({ state: "shelved", shelf: { reason: "camera is being replaced" } });

  // Somebody goes on working with it: what it does not know stays in the file.
  await again.api.saveSettings({
    changes: { wall: { columns: 4 }, streams: state.settings.streams.map((stream) => ({ ...stream, name: "1번 출입구" })) },
  });
  expect(readSettings()).toMatchObject({
    holograms: { enabled: true },
    wall: { columns: 4, tilt: 12, layouts: [{ ...LAYOUT, theme: "night" }] },
    streams: [{ depth: "3d", name: "1번 출입구" }],
  });
  ids.push(await failOnce(again));

  pc.central.isUp = true;
  await again.api.retryDelivery({});
  await expect.poll(() => pc.central.taken.at(-1), SOON).toBe(ids.at(-1));
  expect(pc.central.taken).toEqual(ids);
  // What stands in the journals stays as it is, and is shown.
  expect(readLog("mediamtx_errors").slice(0, before.errors.length)).toEqual(before.errors);
  expect(readLog("alarms").slice(0, before.alarms.length)).toEqual(before.alarms);
  expect(readLog("states").slice(0, before.states.length)).toEqual(before.states);
  const row = expect.objectContaining({ fields: expect.objectContaining({ type: "hologram_failed", reason: "too_dim" }) });
  expect(await again.call("readLogPage", {})).toMatchObject({ ok: true, value: { rows: expect.arrayContaining([row]) } });
  expect(existsSync(join(pc.dataDir, "cursors", "holograms.0.cursor"))).toBe(true);
});

test("a choice that only the later version knows does not cost the others", async () => {
  writeSettings(pc.dataDir, { ...readSettings(), language: "ja" });
  writeFileSync(join(pc.dataDir, "settings.good.json"), JSON.stringify(readSettings())); // as it was good there
  const again = await pc.start("1.0.0");
  onTestFinished(() => again.close());
  const { settings, warnings } = await again.api.getSettings({});
  expect(settings).toMatchObject({ wall: { columns: 3 }, streams: [STREAM_ENTRY], language: "system" });
  expect(warnings).toMatchObject([{ kind: "bad_file" }]);
  expect(readdirSync(pc.dataDir).filter((name) => name.startsWith("settings.bad-"))).toHaveLength(1);
});
