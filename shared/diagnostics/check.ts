/** Lines of the diagnostics: what was looked at, and what came of it. Names and numbers only; their words stand in check-words.ts. */
import type { JournalStatus } from "../host-status.ts";
import type { ChannelStep } from "../alerts/channel-test.ts";

/** What is looked at, in the order in which it is shown. */
const CHECK_NAMES = [
  "link",
  "disk",
  "folder",
  "journal",
  "ownClock",
  "dns",
  "tcp",
  "tls",
  "answer",
  "whep",
  "api",
  "mediaPath",
  "clock",
  "login",
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** Whom a line is about, in the order in which they are shown. */
const TARGET_KINDS = ["pc", "server", "central", "otlp", "email", "slack", "webhook", "syslog"] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export interface CheckTarget {
  kind: TargetKind;
  /** As people call it; "" where there is only one of the kind. */
  name: string;
}

export interface Check {
  /** One of a kind in a run: the target's id, a slash, and what it is besides. */
  id: string;
  target: CheckTarget;
  name: CheckName;
  /** host:port or address that is looked at; "" where there is none. */
  place: string;
  /** Absent while it runs. */
  finding?: CheckFinding;
  /** Milliseconds. */
  took?: number;
}

/** A whole run. */
export interface Diagnostics {
  /** ISO time at which it began. */
  at: string;
  checks: Check[];
}

/** `unknown`: it cannot be told from here. `off`: nobody wants it. */
export type CheckState = "running" | "fine" | "trouble" | "unknown" | "off";

/** Every outcome with what its sentence holds. Durations in milliseconds, sizes in bytes. */
export interface FindingValues {
  link_up: { interfaces: number };
  link_down: object;
  disk_fine: { free: number };
  disk_low: { free: number };
  disk_unknown: { said: string };
  folder_fine: { folder: string };
  folder_refused: { folder: string; errno: string };
  journal_fine: object;
  journal_failing: { cause: NonNullable<JournalStatus["cause"]> };
  own_clock_fine: { sources: number };
  /** Behind the others' where it is negative. */
  own_clock_off: { offset: number; sources: number };
  own_clock_unknown: object;
  clock_fine: { offset: number };
  clock_off: { offset: number };
  clock_unknown: object;

  name_found: { address: string };
  name_literal: object;
  name_unknown: { host: string };
  name_silent: { host: string };
  open: { address: string };
  refused: { port: number };
  unreachable: object;
  silent: { port: number };
  closed: { errno: string };
  /** There is no direct way, and requests get through all the same. */
  proxied: object;
  certificate_fine: { issuer: string; days: number };
  certificate_expired: { issuer: string; days: number };
  certificate_ending: { issuer: string; days: number };
  certificate_untrusted: { subject: string; issuer: string; problem: string };
  tls_failed: { errno: string };

  whep_fine: { path: string };
  whep_login: { status: number };
  whep_path: { path: string; said: string };
  whep_gateway: { status: number };
  whep_other: { status: number; said: string };
  whep_failed: { errno: string };
  whep_no_stream: object;
  api_fine: { version: string };
  api_login: object;
  api_forbidden: object;
  api_absent: object;
  api_silent: object;
  api_off: object;
  media_udp: { streams: number; address: string };
  media_tcp: { streams: number; address: string };
  media_blocked: { streams: number };
  media_unknown: object;

  central_fine: { waiting: number };
  central_refusing: { waiting: number; said: string };
  central_login: { status: number };
  central_other: { status: number; said: string };
  central_silent: { said: string };
  answers: { status: number };
  proxy_login: object;
  answers_not: { said: string };
  login_fine: { user: string };
  login_failed: { step: ChannelStep; said: string };
  syslog_udp: object;
  setting_missing: { key: string };
  secret_missing: { secretRef: string };
  off: object;

  /** The whole run had no more time for it. */
  late: object;
  /** The check itself is broken. */
  broken: { said: string };
}
export type FindingCode = keyof FindingValues;
export type CheckFinding = { [C in FindingCode]: { code: C } & FindingValues[C] }[FindingCode];

const FINDING_STATES: Record<FindingCode, Exclude<CheckState, "running">> = {
  link_up: "fine",
  link_down: "trouble",
  disk_fine: "fine",
  disk_low: "trouble",
  disk_unknown: "unknown",
  folder_fine: "fine",
  folder_refused: "trouble",
  journal_fine: "fine",
  journal_failing: "trouble",
  own_clock_fine: "fine",
  own_clock_off: "trouble",
  own_clock_unknown: "unknown",
  clock_fine: "fine",
  clock_off: "trouble",
  clock_unknown: "unknown",
  name_found: "fine",
  name_literal: "fine",
  name_unknown: "trouble",
  name_silent: "trouble",
  open: "fine",
  refused: "trouble",
  unreachable: "trouble",
  silent: "trouble",
  closed: "trouble",
  proxied: "fine",
  certificate_fine: "fine",
  certificate_expired: "trouble",
  certificate_ending: "trouble",
  certificate_untrusted: "trouble",
  tls_failed: "trouble",
  whep_fine: "fine",
  whep_login: "trouble",
  whep_path: "trouble",
  whep_gateway: "trouble",
  whep_other: "trouble",
  whep_failed: "trouble",
  whep_no_stream: "unknown",
  api_fine: "fine",
  api_login: "trouble",
  api_forbidden: "trouble",
  api_absent: "trouble",
  api_silent: "trouble",
  api_off: "off",
  media_udp: "fine",
  media_tcp: "trouble",
  media_blocked: "trouble",
  media_unknown: "unknown",
  central_fine: "fine",
  central_refusing: "trouble",
  central_login: "trouble",
  central_other: "trouble",
  central_silent: "trouble",
  answers: "fine",
  proxy_login: "trouble",
  answers_not: "trouble",
  login_fine: "fine",
  login_failed: "trouble",
  syslog_udp: "unknown",
  setting_missing: "trouble",
  secret_missing: "trouble",
  off: "off",
  late: "trouble",
  broken: "unknown",
};

export function stateOf({ finding }: Pick<Check, "finding">): CheckState {
  return finding ? FINDING_STATES[finding.code] : "running";
}

/** One of each id, the newest. */
export function mergeChecks(before: readonly Check[], changed: readonly Check[]): Check[] {
  const all = new Map(before.map((check) => [check.id, check]));
  for (const check of changed) all.set(check.id, check);
  return [...all.values()];
}

export interface CheckGroup {
  id: string;
  target: CheckTarget;
  checks: Check[];
}

/** By kind, servers in the order in which they came. Of each its addresses, in turn what was looked at of them; what is of none is last. */
export function groupChecks(checks: readonly Check[]): CheckGroup[] {
  const groups = new Map<string, CheckGroup>();
  for (const check of checks) {
    const id = targetOf(check);
    const group = groups.get(id);
    if (group) group.checks.push(check);
    else groups.set(id, { id, target: check.target, checks: [check] });
  }
  for (const { checks: own } of groups.values()) {
    const places = [...new Set(own.map(({ place }) => place).filter((place) => place !== "")), ""];
    const rank = ({ place, name }: Check): number => places.indexOf(place) * CHECK_NAMES.length + CHECK_NAMES.indexOf(name);
    own.sort((a, b) => rank(a) - rank(b));
  }
  return [...groups.values()].sort((a, b) => TARGET_KINDS.indexOf(a.target.kind) - TARGET_KINDS.indexOf(b.target.kind));
}

function targetOf({ id }: Check): string {
  return id.split("/")[0]!;
}
