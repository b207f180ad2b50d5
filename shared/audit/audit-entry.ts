/** What is written to the audit log: who did what, and when. Neither what the streams did nor what failed: that has journals of its own. */
import type { ActOnAlarm } from "../alarms/acts-on-alarms.ts";
import type { ExportReport } from "../audit-api.ts";
import type { RecoveryRecord } from "../state-line.ts";

export const AUDIT_EVENTS = [
  "app_started",
  "app_ended",
  "alarm_acknowledged",
  "alarm_shelved",
  "alarm_unshelved",
  "alarm_out_of_service",
  "alarm_in_service",
  "alarm_commented",
  "exported",
  "settings_changed",
  "policy_changed",
  "secret_kept",
  "secret_removed",
  "lock_opened",
  "lock_refused",
  "operator_on_duty",
  "operator_refused",
  "handed_over",
  "delivery_retried",
  "rejected_resent",
  "server_action",
  "files_deleted",
] as const;
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

/** Done by the app itself, whoever sits before it. */
export const BY_ITSELF: readonly string[] = [
  "app_started",
  "app_ended",
  "server_action",
  "policy_changed",
  "files_deleted",
] satisfies AuditEvent[];

/** Lines of one answer. Here and not beside the calls: a page that imports their schemas begins with zod. */
export const MOST_AUDIT_LINES = 20_000;

/** An act as its doer knows it; the audit log adds when, where and in which account. */
export type AuditEntry =
  | { event: "app_started"; what: AppStarted }
  | { event: "app_ended"; what: { version: string } }
  | { event: `alarm_${ActOnAlarm["type"]}`; what: { alarmId: string } & Omit<ActOnAlarm, "type" | "by">; by?: string }
  | { event: "exported"; what: ExportReport }
  | { event: "settings_changed" | "policy_changed"; what: SettingChanges }
  | { event: "secret_kept" | "secret_removed"; what: { secretRef: string } }
  | { event: "lock_opened" | "lock_refused"; what: Record<string, never> }
  | { event: "operator_on_duty"; what: { before?: string }; by: string }
  | { event: "operator_refused"; what: { operator: string } }
  | { event: "handed_over"; what: { handover: string } }
  | { event: "delivery_retried"; what: Record<string, never> }
  | { event: "rejected_resent"; what: { records: number } }
  | { event: "server_action"; what: Pick<RecoveryRecord, "step" | "outcome" | "server" | "streamId" | "incidentId"> }
  | { event: "files_deleted"; what: { file: string; anchor: string } };

export interface AppStarted {
  version: string;
  /** How the run before ended: by itself, cut off (a crash, a power cut), or there was none. */
  before: "ended" | "cut_off" | "none";
  /** The chain's last hash as it was kept apart from it: no line has it any more, so lines were lost. */
  lost?: string;
}

export interface SettingChange {
  /** Dotted; an entry of a list as `streams[ID]`. */
  key: string;
  /** Absent: it was not there, or is not, or must not be written down. Lists and objects are JSON texts, cut. */
  from?: string | number | boolean | null;
  to?: string | number | boolean | null;
}

export interface SettingChanges {
  changes: SettingChange[];
  /** So many others. */
  more?: number;
}

/** A line as it is read: foreign in all but its outer form, since somebody may have written into the file. */
export interface AuditLine {
  timestamp: string;
  id: string;
  event: string;
  /** Who was on duty; of an act on an alarm, where nobody was named, this PC. */
  by?: string;
  /** Of the system, under which the app ran. */
  account: string;
  what: Record<string, unknown>;
  client: { id: string; name?: string; site?: string; hostName?: string };
  prev: string;
  hash: string;
}
