import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { createControlRoom } from "../../../electron/control-room.ts";
import type { ControlRoomOptions } from "../../../electron/control-room-types.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { createKeyStore } from "../../../electron/settings/key-store.ts";
import { makePinHash } from "../../../electron/settings/pin-hash.ts";
import { createSecrets } from "../../../electron/settings/secrets.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { CONTRACT_SETTINGS } from "../../support/api-contract.ts";
import { makeControlRoomOptions } from "../../support/control-room-options.ts";
import { startHttpServer } from "../../support/http-server.ts";
import type { TestServer } from "../../support/http-server.ts";
import { makeCipher } from "../../support/make-cipher.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeAuditFolder } from "./open-test-audit.ts";

const SECRET = "geheim-4711";
const CLI = join(import.meta.dirname, "../../../electron/cli.ts");

async function openRoom(change: Partial<ControlRoomOptions> & { settings?: object } = {}) {
  const { settings = {}, ...options } = change;
  const dataDir = options.dataDir ?? makeTempDir();
  writeFileSync(join(dataDir, "settings.json"), JSON.stringify({ ...CONTRACT_SETTINGS, ...settings }));
  const keyStore = createKeyStore({ cipher: makeCipher(), file: join(dataDir, "kept.json"), log: () => undefined });
  const secrets = createSecrets({ env: {}, file: join(dataDir, "none.json"), keyStore, log: () => undefined });
  const room = await createControlRoom(makeControlRoomOptions(dataDir, { version: "1.2.3", secrets, ...options }));
  onTestFinished(() => room.close());
  const folder = makeAuditFolder(dataDir);
  const events = async () => (await folder.lines()).map((line) => JSON.parse(line) as { event: string; by?: string; client: object; what: Record<string, unknown> }); // prettier-ignore
  return { room, dataDir, folder, events };
}

test("what people do through the real calls stands in the audit log, in order, and no secret does", async () => {
  const pdf = { file: "/tmp/none", content: new Uint8Array([37]) };
  const target = join(makeTempDir(), "mtx-watch-report-2026-10.pdf");
  const shell = { showFolder: async () => undefined, chooseLogs: async () => [], printPdf: async () => ({ ...pdf, file: target }) };
  const { room, dataDir, folder, events } = await openRoom({ shell });
  const { api } = room;
  const alarmId = "stream:stream-001";
  await api.takeDuty({ name: "김" });
  await api.setOutOfService({ alarmId, isOut: true, reason: "lens" });
  await api.commentAlarm({ alarmId, text: "ordered" });
  await api.shelveAlarm({ alarmId, minutes: 30, reason: "known" });
  await api.unshelveAlarm({ alarmId });
  await api.setOutOfService({ alarmId, isOut: false });
  await api.keepSecret({ secretRef: "camera", value: SECRET });
  await api.keepSecret({ secretRef: "camera", value: "" });
  await api.saveSettings({
    changes: {
      client: { name: "3번 관제석" },
      central: { url: `http://central.example/logs?token=${SECRET}` },
      otlp: { headers: { "X-Api-Key": SECRET } },
      alerts: { webhook: { ...DEFAULT_SETTINGS.alerts.webhook, url: `https://hooks.example/services/${SECRET}` } },
      streams: [
        { ...CONTRACT_SETTINGS.streams[0]!, name: "정문", site: "", priority: "medium", frozenAlarm: false, mainPath: "" },
      ] as never,
    },
  });
  await api.retryDelivery({});
  await api.reportExport({ kind: "logs", file: "mtx-errors.csv", query: `{"text":"token=${SECRET}"}`, lines: 12, isMasked: true });
  await api.saveReportPdf({ name: "mtx-watch-report-2026-10.pdf" });
  await room.close();

  const all = await events();
  expect(all.map(({ event }) => event)).toEqual([
    "app_started",
    "operator_on_duty",
    "alarm_out_of_service",
    "alarm_commented",
    "alarm_shelved",
    "alarm_unshelved",
    "alarm_in_service",
    "secret_kept",
    "secret_removed",
    "settings_changed",
    "delivery_retried",
    "exported",
    "exported",
    "app_ended",
  ]);
  expect(all[0]?.what).toEqual({ version: "1.2.3", before: "none" });
  const byItself = ["app_started", "app_ended"];
  expect(all.map(({ event, by }) => [event, by])).toEqual(all.map(({ event }) => [event, byItself.includes(event) ? undefined : "김"]));
  expect(all[2]).toMatchObject({ what: { alarmId, reason: "lens" } });
  expect(all[8]?.what).toEqual({ secretRef: "camera" });
  expect(all[9]?.what.changes).toEqual([
    { key: "streams[stream-001].name", from: "1번 출입구", to: "정문" },
    { key: "client.name", from: "", to: "3번 관제석" },
    { key: "central.url", from: "", to: "http://central.example/logs?token=***" },
    { key: "alerts.webhook.url", from: "", to: "https://hooks.example/…" },
    { key: "otlp.headers.X-Api-Key" },
  ]);
  expect(all[11]?.what).toMatchObject({ kind: "logs", lines: 12, isMasked: true });
  expect(all[12]?.what).toEqual({ kind: "report", file: "mtx-watch-report-2026-10.pdf" });
  expect((await folder.lines()).join("\n")).not.toContain(SECRET);

  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [CLI, "audit", "--data-dir", dataDir, "--verify"]);
  expect(stdout).toMatch(/^valid: 14 lines, head [0-9a-f]{64}\n$/);
  const [name = ""] = readdirSync(folder.directory).filter((each) => each.endsWith(".jsonl"));
  const file = folder.pathOf(name);
  writeFileSync(file, readFileSync(file, "utf8").replace('"by":"김"', '"by":"이"'));
  const broken = run(process.execPath, [CLI, "audit", "--data-dir", dataDir, "--verify"]);
  await expect(broken).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^broken: 1 of 14 lines.*\n\S+\.jsonl:2 changed\n$/s) as string,
  });
});

test("what a policy changes is an event of its own", async () => {
  await using server = await startServer(JSON.stringify({ wall: { columns: 3 } }));
  const policyFile = join(makeTempDir(), "policy.json");
  writeFileSync(policyFile, JSON.stringify({ settingsUrl: server.url }));
  const { sendRequest, close } = createUndiciTransport();
  onTestFinished(close);
  const { room, events } = await openRoom({ policyFile, sendRequest });
  if ((await room.api.getSettings({})).settings.wall.columns !== 3)
    await new Promise<void>((resolve) => {
      room.onNotification((name, payload) => {
        if (name === "settingsChanged" && "settings" in payload && payload.settings.wall.columns === 3) resolve();
      });
    });
  await room.close();
  const changes = (await events()).filter(({ event }) => event === "policy_changed").map(({ what }) => what);
  expect(changes).toEqual([{ changes: [{ key: "wall.columns", from: "auto", to: 3 }] }]);
});

async function startServer(body: string): Promise<TestServer & AsyncDisposable> {
  const server = await startHttpServer((_request, response) => void response.end(body));
  return { ...server, [Symbol.asyncDispose]: server.close };
}

test("who opens the administrator's lock, and who guesses, is noted without the PIN", async () => {
  const policyFile = join(makeTempDir(), "policy.json");
  writeFileSync(policyFile, JSON.stringify({ adminPin: await makePinHash("4711") }));
  const { room, events, folder } = await openRoom({ policyFile });
  await room.api.unlock({ pin: "0815" });
  await room.api.unlock({ pin: "4711" });
  await room.close();
  expect((await events()).map(({ event }) => event)).toEqual(["app_started", "lock_refused", "lock_opened", "app_ended"]);
  expect((await folder.lines()).map((line) => (JSON.parse(line) as { what: object }).what).slice(1, 3)).toEqual([{}, {}]);
});

test("without the host name it stands in no line", async () => {
  const named = await openRoom();
  await named.room.close();
  expect((await named.events()).map(({ client }) => Object.keys(client))).toEqual([
    ["id", "hostName"],
    ["id", "hostName"],
  ]);
  const nameless = await openRoom({ settings: { privacy: { hostName: false } } });
  await nameless.room.close();
  expect((await nameless.events()).map(({ client }) => Object.keys(client))).toEqual([["id"], ["id"]]);
});
