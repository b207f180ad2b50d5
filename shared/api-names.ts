/** The one contract between page and host: names and types only, no schema, so that the preload stays tiny. */
import type { AdminApi } from "./admin-api.ts";
import type { AlarmHistoryApi } from "./alarm-history-api.ts";
import type { AlarmApi, AlarmChanges } from "./alarms-api.ts";
import type { AuditApi } from "./audit-api.ts";
import type { Finding } from "./finding.ts";
import type { AlertApi } from "./alerts/channel-test.ts";
import type { DiagnosticsApi, DiagnosticsChanges } from "./diagnostics-api.ts";
import type { HandoverApi } from "./handover-api.ts";
import type { HostInfo } from "./host-info.ts";
import type { HostStatus } from "./host-status.ts";
import type { LogApi, LogIndex } from "./log-api.ts";
import type { LogPlace } from "./log-search.ts";
import type { PatternApi } from "./patterns-api.ts";
import type { ErrorRecord, ErrorReport, RecordedFailure } from "./record.ts";
import type { RelayApi } from "./relay-api.ts";
import type { ReportApi, ReportsApi } from "./report/report-api.ts";
import type { SettingsChanges, SettingsState } from "./settings-state.ts";
import type { SetupApi } from "./setup-api.ts";
import type { AliveReport, RecoveryReport, StateReport } from "./state-report.ts";
import type { DutyState, ShiftApi } from "./shifts-api.ts";
import type { StatisticsApi } from "./statistics-api.ts";
import type { UpdateApi, UpdateState } from "./updates/updates-api.ts";

/** Every call takes one object and answers with a Result on the wire; errors travel as values. */
export interface ControlRoomApi
  extends
    LogApi,
    StatisticsApi,
    ReportApi,
    ReportsApi,
    PatternApi,
    AlarmApi,
    AlarmHistoryApi,
    AlertApi,
    SetupApi,
    RelayApi,
    DiagnosticsApi,
    AdminApi,
    UpdateApi,
    AuditApi,
    ShiftApi,
    HandoverApi {
  getHost(input: NoInput): Promise<HostInfo>;
  getSettings(input: NoInput): Promise<SettingsState>;
  /** Changes top-level sections of the settings, e.g. `{ language: "ko" }`; each given section is merged into the present one. */
  saveSettings(input: { changes: SettingsChanges }): Promise<SettingsState>;
  /** The value for the Authorization header of a server's WHEP calls; the only call that returns a secret. */
  getWhepAuthorization(input: { serverId: string }): Promise<{ authorization?: string }>;
  /** Answers when the record is on disk. Sending the same id again writes nothing and answers alike. */
  reportError(report: ErrorReport): Promise<RecordedFailure>;
  /** Answers when the change of state is on disk. Sending the same id again writes nothing. */
  reportState(report: StateReport): Promise<NoOutput>;
  /** Answers when the outcome of a step is on disk. Sending the same id again writes nothing. */
  reportRecovery(report: RecoveryReport): Promise<NoOutput>;
  /** The page still looks at its streams: what it has said of them holds on. It says which pictures seem to stand still, too. */
  reportAlive(input: AliveReport): Promise<NoOutput>;
  getStatus(input: NoInput): Promise<HostStatus>;
  /** Ends a delivery's present wait. */
  retryDelivery(input: NoInput): Promise<HostStatus>;
  /** Sends rejected records again, before anything else; places of others are left alone. `unavailable` while delivery is off. */
  resendRejected(input: { at: LogPlace[] }): Promise<{ records: number }>;
  /** Shows this PC's log folder in the system's file manager. `unavailable` without a desktop. */
  openLogFolder(input: NoInput): Promise<NoOutput>;
  /** Asks for logs with the system's own dialog; no paths when the person thinks better of it. `unavailable` without a desktop. */
  chooseLogs(input: { kind: "files" | "folder" }): Promise<{ paths: string[] }>;
  /**
   * Asks where to put a PDF of the page as it is shown, proposing `name`, and writes it there. No file when the person thinks better of it;
   * `unavailable` without a desktop, and with the system's words when the file cannot be written.
   */
  saveReportPdf(input: { name: string }): Promise<{ file?: string }>;
  /** Looks at a stream's way from camera to here, or at a server, and says what it finds; takes a few seconds. `invalid_input`: no such id. */
  diagnose(input: DiagnoseInput): Promise<Finding>;
}
export type NoInput = Record<string, never>;
export type NoOutput = Record<string, never>;
export type DiagnoseInput = { streamId: string } | { serverId: string };
export type MethodName = keyof ControlRoomApi;
export type MethodInput<M extends MethodName> = Parameters<ControlRoomApi[M]>[0];
export type MethodOutput<M extends MethodName> = Awaited<ReturnType<ControlRoomApi[M]>>;

export const METHOD_NAMES = [
  "getHost",
  "getSettings",
  "saveSettings",
  "getWhepAuthorization",
  "reportError",
  "reportState",
  "reportRecovery",
  "reportAlive",
  "getStatus",
  "retryDelivery",
  "resendRejected",
  "openLogFolder",
  "chooseLogs",
  "saveReportPdf",
  "diagnose",
  "openLogs",
  "closeLogs",
  "getLogIndex",
  "readLogPage",
  "summarizeLogs",
  "groupLogs",
  "readLogContext",
  "findLogRow",
  "readStatistics",
  "listOutages",
  "readReport",
  "listReports",
  "readReportFile",
  "findPatterns",
  "findSimilar",
  "ignorePattern",
  "readLogLines",
  "getAlarms",
  "acknowledgeAlarms",
  "shelveAlarm",
  "unshelveAlarm",
  "commentAlarm",
  "setOutOfService",
  "readAlarmHistory",
  "testChannel",
  "surveyServer",
  "startDemo",
  "askServer",
  "keepSecret",
  "findSecrets",
  "testCentral",
  "runDiagnostics",
  "unlock",
  "lock",
  "getUpdates",
  "checkForUpdates",
  "reportExport",
  "readAudit",
  "checkAudit",
  "getDuty",
  "takeDuty",
  "deferDuty",
  "makePin",
  "readHandover",
  "writeHandoverText",
  "handOver",
  "listHandovers",
] as const satisfies readonly MethodName[];

/** What the host tells its pages unasked. */
export interface Notifications {
  recordWritten: ErrorRecord;
  statusChanged: HostStatus;
  settingsChanged: SettingsState;
  commandChosen: { command: string };
  /** Streams whose server plays its "offline" clip instead of the camera: all there are, every few seconds while servers can be asked. */
  slatesSeen: { streamIds: string[] };
  /** Somebody wants to know what is seen here now: `reportAlive` is not to wait for its turn. */
  signWanted: NoOutput;
  /** Lines up to this place can be asked for. A few times a second at most, and only once somebody has asked for this source. */
  logsGrew: { source: string; end: LogPlace };
  /** Streams have changed their states, or this host began: what `readStatistics` has said of now is old. A few times a second at most. */
  statesChanged: NoOutput;
  /** A source's index has got further, is ready, or cannot be had. */
  logIndexChanged: LogIndex;
  alarmsChanged: AlarmChanges;
  diagnosticsChanged: DiagnosticsChanges;
  updatesChanged: UpdateState;
  dutyChanged: DutyState;
  /** Its text was written, or it was handed over. */
  handoverChanged: NoOutput;
}
export type NotificationName = keyof Notifications;

export const NOTIFICATION_NAMES = [
  "recordWritten",
  "statusChanged",
  "settingsChanged",
  "commandChosen",
  "slatesSeen",
  "signWanted",
  "logsGrew",
  "logIndexChanged",
  "statesChanged",
  "alarmsChanged",
  "diagnosticsChanged",
  "updatesChanged",
  "dutyChanged",
  "handoverChanged",
] as const satisfies readonly NotificationName[];

/** Compile-time proof that both lists are complete. */
type Missing = Exclude<MethodName, (typeof METHOD_NAMES)[number]> | Exclude<NotificationName, (typeof NOTIFICATION_NAMES)[number]>;
export const allNamesListed: [Missing] extends [never] ? true : Missing = true;

/**
 * `cancelled`: a newer question took this one's place. `unavailable`: not now, or not on this machine. `unreachable` is the page's own: the
 * host gave no answer.
 */
export type ErrorCode = "invalid_input" | "forbidden" | "locked" | "unavailable" | "cancelled" | "internal" | "unreachable";
export type Result<T> = { ok: true; value: T } | { ok: false; error: { code: ErrorCode; message: string } };

/** What the preload puts on the page's `window` as `mtxWatch`. */
export interface PreloadBridge {
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<Result<MethodOutput<M>>>;
  /** Returns a function that ends the subscription. */
  subscribe<N extends NotificationName>(name: N, listener: (payload: Notifications[N]) => void): () => void;
  /** Where a File that somebody chose or dropped lies; "" for one that a script made. */
  pathOf(file: object): string;
}
