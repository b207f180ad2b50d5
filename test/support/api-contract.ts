import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { METHOD_NAMES } from "../../shared/api-names.ts";
import type { MethodName, NotificationName, Notifications, Result } from "../../shared/api-names.ts";
import type { HostInfo } from "../../shared/host-info.ts";
import type { LogPage } from "../../shared/log-api.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import type { SettingsState } from "../../shared/settings-state.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import { makeReport } from "./make-report.ts";
import { makeRecoveryReport, makeStateReport } from "./make-state-report.ts";

/** One of the two hosts, seen from its page. */
export interface ContractClient {
  call(method: string, input: unknown): Promise<Result<unknown>>;
  /** Resolves with the next notification of this name for which `isWanted` holds. */
  nextNotification<N extends NotificationName>(name: N, isWanted: (payload: Notifications[N]) => boolean): Promise<Notifications[N]>;
}

/** What a desktop shows is stubbed where it is tested; `readReportFile` needs a report, `resendRejected` a central, `keepSecret` a key store. */
const TESTED_ELSEWHERE: readonly MethodName[] = [
  "openLogFolder",
  "chooseLogs",
  "saveReportPdf",
  "readReportFile",
  "resendRejected",
  "keepSecret",
  "startDemo",
];

/** Settings with which the contract is tested: one server with a password, one stream. */
export const CONTRACT_SETTINGS = {
  servers: [{ id: "main", whepBaseUrl: "http://127.0.0.1:9", auth: { kind: "basic", user: "viewer", secretRef: "camera" } }],
  streams: [{ id: "stream-001", name: "1번 출입구", serverId: "main", path: "stitched" }],
  operators: [{ name: "김" }],
};
export const CONTRACT_SECRETS = { MTX_SECRET_CAMERA: "s3cret" };

/** The same cases for both hosts: what one of them does otherwise is a defect of its transport. `client` is asked once a test. */
export function describeContract(client: () => ContractClient): void {
  const call = (method: string, input: unknown): Promise<Result<unknown>> => client().call(method, input);

  describe("contract", () => {
    test("every call answers with a value", async () => {
      const { logsDirectory } = await valueOf<HostInfo>(call("getHost", {}));
      await call("reportError", makeReport());
      const page = await valueOf<LogPage>(call("readLogPage", {}));
      const alarmId = "stream:stream-001";
      await call("setOutOfService", { alarmId, isOut: true, reason: "lens" });
      const inputs: Record<MethodName, unknown> = {
        getHost: {},
        getSettings: {},
        saveSettings: { changes: { client: { name: "3번 관제석" } } },
        getWhepAuthorization: { serverId: "main" },
        reportError: makeReport(),
        reportState: makeStateReport(),
        reportRecovery: makeRecoveryReport(),
        reportAlive: { page: makeStateReport().page },
        getStatus: {},
        retryDelivery: {},
        resendRejected: { at: page.rows.slice(0, 1).map(({ at }) => at) },
        openLogFolder: {},
        chooseLogs: { kind: "files" },
        saveReportPdf: { name: "report.pdf" },
        diagnose: { streamId: "stream-001" },
        reportExport: { kind: "settings", file: "settings.json" },
        readAudit: { limit: 10 },
        checkAudit: {},
        getDuty: {},
        deferDuty: {},
        takeDuty: { name: "김" },
        makePin: { pin: "4711" },
        readHandover: {},
        writeHandoverText: { text: "렌즈 교체" },
        handOver: { language: "ko" },
        listHandovers: {},
        runDiagnostics: { runId: "contract", sessions: [] },
        openLogs: { path: logsDirectory },
        closeLogs: { source: "closed-before" },
        getLogIndex: {},
        readLogPage: { filter: { text: "bad gateway" }, limit: 10 },
        summarizeLogs: {},
        groupLogs: {},
        readLogContext: { at: page.rows[0]?.at },
        findLogRow: { at: page.rows[0]?.at },
        readStatistics: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z" },
        listReports: {},
        readReportFile: { name: "mtx-watch-report-2026-01.pdf" },
        readReport: { month: "2026-01" },
        findPatterns: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z" },
        findSimilar: { streamId: "stream-001", reason: "refused" },
        ignorePattern: {
          pattern: { kind: "rhythm", streams: ["stream-001"], period: "day", at: 7_200_000, within: 60_000 },
          isIgnored: true,
        },
        listOutages: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z" },
        readLogLines: { at: page.rows.map(({ at }) => at) },
        getAlarms: {},
        acknowledgeAlarms: { alarms: [{ alarmId, occurrenceId: "none" }] },
        shelveAlarm: { alarmId, minutes: 30, reason: "known" },
        unshelveAlarm: { alarmId },
        commentAlarm: { alarmId, text: "ordered a new one" },
        setOutOfService: { alarmId, isOut: false },
        readAlarmHistory: { from: "2026-01-08T00:00:00Z", until: "2026-01-09T00:00:00Z", owner: "operator" },
        testChannel: { channel: "email" },
        keepSecret: { secretRef: "camera", value: "" },
        findSecrets: { secretRefs: ["camera", "nobody"] },
        unlock: { pin: "" },
        lock: {},
        testCentral: { url: "http://127.0.0.1:9", secretRef: "" },
        startDemo: {},
        askServer: { url: "http://127.0.0.1:9/cam/whep", method: "POST" },
        getUpdates: {},
        checkForUpdates: {},
        surveyServer: { whepBaseUrl: "http://127.0.0.1:9", apiUrl: "http://127.0.0.1:9" },
      };
      for (const method of METHOD_NAMES.filter((name) => !TESTED_ELSEWHERE.includes(name)))
        expect(await call(method, inputs[method]), method).toMatchObject({ ok: true });
    });

    test("an answer holds what was asked for", async () => {
      expect(await call("getWhepAuthorization", { serverId: "main" })).toEqual({
        ok: true,
        value: { authorization: `Basic ${Buffer.from("viewer:s3cret").toString("base64")}` },
      });
    });

    test.each([...METHOD_NAMES])("%s refuses malformed input", async (method) => {
      for (const input of [{ unexpected: 1 }, [], "text", 7, true]) {
        expect(await call(method, input), JSON.stringify(input)).toMatchObject({ ok: false, error: { code: "invalid_input" } });
      }
    });

    test("a secret that the environment gives is not taken over", async () => {
      expect(await call("keepSecret", { secretRef: "camera", value: "other" })).toMatchObject({ ok: false, error: { code: "locked" } });
    });

    test("a call that does not exist is refused", async () => {
      for (const method of ["deleteEverything", "__proto__", "constructor", "toString", ""]) {
        expect(await call(method, {}), method).toMatchObject({ ok: false });
      }
    });

    test("input beyond the limit is refused", async () => {
      const input = { serverId: "x".repeat(300 * 1024) };
      expect(await call("getWhepAuthorization", input)).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    });

    test("a report that was answered is a line of today's file, and is announced to the page", async () => {
      const report = makeReport({ errorMessage: "WHEP POST failed: 503 Service Unavailable" });
      const announced = client().nextNotification("recordWritten", (record: ErrorRecord) => record.id === report.id);
      expect(await call("reportError", report)).toMatchObject({ ok: true, value: { id: report.id, reason: "http_error" } });
      const { logsDirectory } = (await valueOf<HostInfo>(call("getHost", {}))) satisfies { logsDirectory: string };
      expect(readLines(logsDirectory).filter(({ id }) => id === report.id)).toHaveLength(1);
      expect(await announced).toMatchObject({ id: report.id, streamId: "stream-001" });
    });

    test("a report that is sent again writes nothing", async () => {
      const report = makeReport();
      await call("reportError", report);
      expect(await call("reportError", report)).toMatchObject({ ok: true });
      const { logsDirectory } = await valueOf<HostInfo>(call("getHost", {}));
      expect(readLines(logsDirectory).filter(({ id }) => id === report.id)).toHaveLength(1);
    });

    test("a change of state is announced to the page, and is in the figures it asks for then", async () => {
      const announced = client().nextNotification("statesChanged", () => true);
      const noticed = Date.now() - 100; // the host was there already
      const timestamp = new Date(noticed).toISOString();
      const report = makeStateReport({ streamId: "stream-777", state: "down", reason: "no_stream", timestamp, since: timestamp });
      await valueOf(call("reportState", report));
      await announced;
      const window = { from: new Date(noticed - 60_000).toISOString(), until: new Date(noticed + 3_600_000).toISOString() };
      const { streams } = await valueOf<Statistics>(call("readStatistics", { ...window, streams: ["stream-777"] }));
      expect(streams).toMatchObject([{ streamId: "stream-777", isConfigured: false, state: "down", reason: "no_stream", incidents: 1 }]);
    });

    test("saved settings are answered, and announced to the page", async () => {
      const announced = client().nextNotification("settingsChanged", ({ settings }: SettingsState) => settings.wall.columns === 3);
      const saved = await valueOf<SettingsState>(call("saveSettings", { changes: { wall: { columns: 3 } } }));
      expect(saved.settings.wall.columns).toBe(3);
      expect((await announced).settings.streams).toHaveLength(1);
    });
  });
}

async function valueOf<T>(answer: Promise<Result<unknown>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(result.error.message);
  return result.value as T;
}

export function readLines(logsDirectory: string): ErrorRecord[] {
  return readdirSync(logsDirectory)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(logsDirectory, name), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as ErrorRecord);
}
