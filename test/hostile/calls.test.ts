import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseInput } from "../../electron/call-input.ts";
import type { ControlRoom } from "../../electron/control-room-types.ts";
import { createControlRoom } from "../../electron/control-room.ts";
import { createOriginProbe } from "../../electron/recovery/probe-origin.ts";
import { METHOD_NAMES } from "../../shared/api-names.ts";
import type { ErrorCode, MethodName, Result } from "../../shared/api-names.ts";
import type { SettingsState } from "../../shared/settings-state.ts";
import { parseSettings } from "../../electron/settings/read-settings.ts";
import { CONTRACT_SETTINGS } from "../support/api-contract.ts";
import { makeReport } from "../support/make-report.ts";
import { makeControlRoomOptions, makeSecrets } from "../support/control-room-options.ts";
import { makeRecoveryReport, makeStateReport } from "../support/make-state-report.ts";
import { deepJson, HOSTILE_KEYS, hostileJson, hostileText, hugeText, isPrototypeClean, spoilt } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";

const folder = mkdtempSync(join(tmpdir(), "mtx-watch-calls-"));
let controlRoom: ControlRoom;
let written = 0;

beforeAll(async () => {
  writeFileSync(join(folder, "settings.json"), JSON.stringify(CONTRACT_SETTINGS));
  controlRoom = await createControlRoom(
    makeControlRoomOptions(folder, {
      secrets: makeSecrets({ camera: "S3CRET" }),
      shell: { showFolder: () => Promise.resolve(), chooseLogs: () => Promise.resolve([]), printPdf: () => Promise.resolve(undefined) },
    }),
  );
  controlRoom.onNotification((name) => {
    if (name === "recordWritten") written++;
  });
});
afterAll(async () => {
  await controlRoom.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is written by a call alone, each by one: the journals of states and alarms go on by themselves. */
const WRITERS: Record<string, MethodName> = { log: "reportError", settings: "saveSettings", ignored: "ignorePattern" };

/** What of it stands on disk. */
function readState(): Record<string, string> {
  const logs = join(folder, "logs", "mediamtx_errors");
  const ignored = join(folder, "ignored-patterns.json");
  return {
    log: readdirSync(logs)
      .filter((name) => name !== ".summaries") // housekeeping writes it after a minute
      .map((name) => `${name} ${statSync(join(logs, name)).size}`)
      .join("\n"),
    settings: readFileSync(join(folder, "settings.json"), "utf8"),
    ignored: existsSync(ignored) ? readFileSync(ignored, "utf8") : "",
  };
}

const GOOD: Record<MethodName, unknown> = {
  getHost: {},
  getSettings: {},
  saveSettings: { changes: { ...CONTRACT_SETTINGS, client: { name: "3번 관제석" }, wall: { columns: 3 }, logs: { retentionDays: 30 } } },
  getWhepAuthorization: { serverId: "main" },
  reportError: makeReport({}, { serverError: "no one is publishing", stats: { framesPerSecond: 25, codec: "H264" } }),
  reportState: makeStateReport(),
  reportRecovery: makeRecoveryReport(),
  reportAlive: { page: makeStateReport().page },
  getStatus: {},
  retryDelivery: {},
  resendRejected: { at: [{ file: "2026-01-08.jsonl", offset: 0 }] },
  openLogFolder: {},
  chooseLogs: { kind: "files" },
  listReports: {},
  readReportFile: { name: "mtx-watch-report-2026-01.pdf" },
  readReport: { month: "2026-01", servers: ["a:1"] },
  saveReportPdf: { name: "mtx-watch-report-2026-10.pdf" },
  diagnose: { streamId: "stream-001" },
  openLogs: { path: folder },
  closeLogs: { source: "other" },
  getLogIndex: {},
  readLogPage: { filter: { text: "502" } },
  summarizeLogs: {},
  groupLogs: {},
  readLogContext: { at: { file: "2026-01-08.jsonl", offset: 0 } },
  findLogRow: { at: { file: "2026-01-08.jsonl", offset: 0 } },
  readStatistics: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z", streams: ["stream-001"], pieces: 10 },
  findPatterns: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z" },
  findSimilar: { streamId: "stream-001", reason: "refused" },
  ignorePattern: { pattern: { kind: "rhythm", streams: ["stream-001"], period: "day", at: 7_200_000, within: 60_000 }, isIgnored: true },
  listOutages: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z", longerThan: 1, shorterThan: 9, reason: null, limit: 10 },
  readLogLines: { at: [{ file: "2026-01-08.jsonl", offset: 0 }] },
  getAlarms: {},
  acknowledgeAlarms: { alarms: [{ alarmId: "stream:stream-001", occurrenceId: "none" }] },
  shelveAlarm: { alarmId: "stream:stream-001", minutes: 30, reason: "known" },
  unshelveAlarm: { alarmId: "stream:stream-001" },
  commentAlarm: { alarmId: "stream:stream-001", text: "ordered" },
  setOutOfService: { alarmId: "stream:stream-001", isOut: true, minutes: 5, reason: "lens" },
  readAlarmHistory: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z", owner: "operator" },
  testChannel: { channel: "email", settings: { port: 25 } },
  surveyServer: { whepBaseUrl: "http://127.0.0.1:9", apiUrl: "http://127.0.0.1:9", credentials: { kind: "none" }, path: "cam1" },
  startDemo: {},
  askServer: { url: "http://127.0.0.1:9/cam/whep", method: "POST", headers: { "content-type": "application/sdp" }, body: "v=0" },
  keepSecret: { secretRef: "camera", value: "geheim" },
  findSecrets: { secretRefs: ["camera"] },
  unlock: { pin: "0000" },
  lock: {},
  testCentral: { url: "http://127.0.0.1:9", secretRef: "camera" },
  reportExport: { kind: "logs", file: "mtx-errors.csv", query: "{}", lines: 3, isMasked: true },
  readAudit: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z", event: "exported", limit: 10 },
  checkAudit: {},
  getDuty: {},
  deferDuty: {},
  takeDuty: { name: "김", pin: "4711" },
  makePin: { pin: "4711" },
  readHandover: {},
  writeHandoverText: { text: "렌즈 교체" },
  handOver: { language: "ko" },
  listHandovers: {},
  runDiagnostics: {
    runId: "1",
    sessions: [{ streamId: "stream-001", path: { protocol: "udp", address: "127.0.0.1:8189" }, reason: "refused" }],
  },
  getUpdates: {},
  checkForUpdates: {},
};
/** Of good input: central is off, no report was written, no key store and no demo server is there, and the environment gives "camera". */
const REFUSALS = new Map<string, ErrorCode[]>([["resendRejected", ["unavailable"]], ["startDemo", ["unavailable"]], ["askServer", ["forbidden"]], ["readReportFile", ["unavailable"]], ["keepSecret", ["unavailable", "locked"]]]); // prettier-ignore
const method = fc.oneof(fc.constantFrom(...METHOD_NAMES), fc.constantFrom("reportError", "saveSettings"), fc.constantFrom(...HOSTILE_KEYS));
/** What arrives as text: a good input with a thing spoilt, any JSON, something nested without end, no JSON at all. */
const inputText = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: spoilt(Object.hasOwn(GOOD, name) ? GOOD[name as MethodName] : {}).map((value) => JSON.stringify(value) ?? ""), weight: 8 },
    { arbitrary: hostileJson.map((value) => JSON.stringify(value)), weight: 3 },
    { arbitrary: deepJson, weight: 1 },
    { arbitrary: deepJson.map((deep) => `{"changes":{"client":${deep}}}`), weight: 1 },
    { arbitrary: fc.oneof(hostileText, hugeText), weight: 1 },
  );
const call = method.chain((name) => inputText(name).map((text) => ({ name, text })));

test(
  "a call with any input answers with a value, changes something only if it says so, and never more than it says",
  async () => {
    let state = readState();
    await fc.assert(
      fc.asyncProperty(call, async ({ name, text }) => {
        const before = written;
        const parsed = parseInput(text);
        const result: Result<unknown> = parsed.ok ? await controlRoom.call(name as MethodName, parsed.value) : parsed;
        expect(isPrototypeClean()).toBe(true);
        if (!result.ok) {
          expect(["invalid_input", ...(REFUSALS.get(name) ?? [])]).toContain(result.error.code);
          expect(result.error.message.length).toBeLessThanOrEqual(1_100);
          expect(written).toBe(before);
          expect(readState()).toEqual(state);
          return;
        }
        expect(written - before).toBeLessThanOrEqual(name === "reportError" ? 1 : 0);
        const next = readState();
        for (const [part, writer] of Object.entries(WRITERS)) if (writer !== name) expect(next[part]).toBe(state[part]);
        if (name === "saveSettings") expect(parseSettings((result.value as SettingsState).settings)).toMatchObject({ ok: true });
        state = next;
      }),
      fuzz("calls"),
    );
  },
  FUZZ_TIMEOUT,
);

test("input that is nested deeper than any stack is refused as such", async () => {
  const deep = JSON.parse(`${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`) as object;
  for (const input of [deep, { changes: deep }, { changes: { client: deep } }]) {
    expect(await controlRoom.call("saveSettings", input)).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  }
});

test("a thing whose length cannot be compared is no text, list or settings", async () => {
  const odd = { length: { toString: 1 } };
  for (const [name, input] of [
    ["getWhepAuthorization", { serverId: odd }],
    ["reportError", { ...makeReport(), streamId: odd }],
    ["saveSettings", { changes: { streams: [{ id: odd, serverId: "main", path: "x" }] } }],
  ] as const) {
    expect(await controlRoom.call(name, input), name).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  }
});

test("a key __proto__ gives the settings nothing to inherit", async () => {
  const changes = JSON.parse('{"central":{"__proto__":{"url":"http://attacker.example"}}}') as object;
  const result = await controlRoom.call("saveSettings", { changes });
  expect(result.ok && (result.value as SettingsState).settings.central.url).toBe("");
});

test.each(["http://[", "http://a:b:c", "http://host:99999", "http://%"])(
  "%s is no address for central: it would stop the next start",
  async (url) => {
    const changes = { central: { url, enabled: true } };
    expect(await controlRoom.call("saveSettings", { changes })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  },
);

test.each([
  "ftp://127.0.0.1/whep",
  " https://127.0.0.1:1/whep",
  "ht\ntp://127.0.0.1:1/whep",
  "blob:http://127.0.0.1/x",
  "data:,x",
  "http://[",
  "",
])("the probe of %j has a finding", async (whepUrl) => {
  expect(["network", "refused"]).toContain(await createOriginProbe(Date.now).probe(whepUrl, "http://127.0.0.1"));
});
