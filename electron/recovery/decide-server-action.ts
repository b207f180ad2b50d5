import { countsAsUnknown, isAnsweringSince, isSilentSince, listAsked } from "../../shared/alarms/evidence.ts";
import type { Evidence, Verdict } from "../../shared/alarms/evidence.ts";
import { FINDINGS } from "../../shared/finding.ts";
import type { FindingName } from "../../shared/finding.ts";
import type { RecoverySettings } from "../../shared/recovery-settings.ts";
import type { RecoveryLine } from "../../shared/state-line.ts";

/** What changes a server: ends our own stale session there, or asks somebody by webhook to restart it. There is nothing else. */
export type ServerAction = "kick" | "webhook";

export interface ServerActionCase {
  action: ServerAction;
  /** Unix milliseconds. */
  now: number;
  recovery: Pick<RecoverySettings, "automatic" | "serverActions" | "actor">;
  clientName: string;
  blame: Blame;
  isMaintenance: boolean;
  /** Somebody else has a picture of this server, or a tile of ours has. */
  hasHealthyReaders: boolean;
  /** Server actions on this server, of the last day at least, in order; what was only written down counts, too. */
  history: readonly PastAction[];
}

export type PastAction = Pick<RecoveryLine, "at" | "outcome"> & { step: ServerAction };

export type ServerDecision = "act" | "dry_run" | Refusal;
export type Refusal =
  "switched_off" | "other_actor" | "not_to_blame" | "maintenance" | "healthy_readers" | "broken" | "budget" | "cooling_down";

/** Budget of each server (research: no more than three actions an hour, one restart in six). Milliseconds. */
const HOUR = 3_600_000;
const MOST_IN_AN_HOUR = 3;
const RESTART_EVERY = 6 * HOUR;
/** After an action; twice as long after each one that has failed since the last success. */
const COOL_DOWN = 300_000;
/** So many failures in a row are enough: a person is asked for, and nothing more is done until the server plays again or a day is over. */
const MOST_FAILURES = 2;
export const BREAKER_HOLDS = 24 * HOUR;

/** The first reason not to act, or what to do. `dryRun` keeps all the other rules, so that it shows what would happen. */
export function decideServerAction(given: ServerActionCase): ServerDecision {
  const { action, now, recovery, clientName, blame, history } = given;
  if (!recovery.automatic || recovery.serverActions === "off") return "switched_off";
  if (recovery.actor === "" || recovery.actor !== clientName) return "other_actor";
  if (blame !== "server") return "not_to_blame";
  if (given.isMaintenance) return "maintenance";
  if (given.hasHealthyReaders) return "healthy_readers";
  if (isBroken(history, now)) return "broken";
  if (history.filter(({ at }) => now - at < HOUR).length >= MOST_IN_AN_HOUR) return "budget";
  if (action === "webhook" && history.some(({ step, at }) => step === "webhook" && now - at < RESTART_EVERY)) return "budget";
  const last = history.at(-1);
  if (last && now - last.at < COOL_DOWN * 2 ** countFailures(history)) return "cooling_down";
  return recovery.serverActions === "on" ? "act" : "dry_run";
}

/** Two actions in a row have not helped: the server is left to a person. */
export function isBroken(history: readonly PastAction[], now: number): boolean {
  const last = history.at(-1);
  return last !== undefined && now - last.at < BREAKER_HOLDS && countFailures(history) >= MOST_FAILURES;
}

/** Since the last success. */
function countFailures(history: readonly PastAction[]): number {
  return history.length - 1 - history.findLastIndex(({ outcome }) => outcome !== "failed");
}

/** Whom something may be done to. Only `server` is ever acted on. */
export type Blame = "server" | "stream" | "this_pc" | "credentials" | "unknown";

const OF_THE_SERVER: readonly Verdict[] = ["server_down"];
const OF_THIS_PC: readonly Verdict[] = ["decoder", "local"];

/** Of an alarm's verdict. A server that has just restarted needs no second restart. */
export function blameOfVerdict(verdict: Verdict | undefined): Blame {
  if (verdict === "network") return "this_pc";
  if (verdict === undefined || verdict === "unknown" || countsAsUnknown(verdict)) return "unknown";
  if (verdict === "credentials") return "credentials";
  if (OF_THIS_PC.includes(verdict)) return "this_pc";
  return OF_THE_SERVER.includes(verdict) ? "server" : "stream";
}

/** A server has been down for so long before somebody is asked to restart it, milliseconds: most come back by themselves. */
export const DOWN_FOR = 120_000;
/** While a stream of it fails, a server is looked at every 10 s at least (create-diagnosis.ts), and a look takes some seconds. Milliseconds. */
const SEEN_WITHIN = 30_000;

/**
 * Of a server's alarm. It holds on while nobody looks, and for a while after the server answers again: what was asked of late must say the
 * same, and something else must have answered meanwhile, or it may be us.
 */
export function blameOfAlarm(
  { verdict, source }: { verdict: Verdict | undefined; source: string },
  evidence: Pick<Evidence, "at" | "servers" | "gateway" | "central">,
): Blame {
  const { at } = evidence;
  const blame = blameOfVerdict(verdict);
  if (blame !== "server") return blame;
  const server = evidence.servers.get(source);
  if (!server || !isSilentSince(server, at - SEEN_WITHIN) || (server.answeredAt ?? -Infinity) > at - DOWN_FOR) return "unknown";
  const others = listAsked({ ...evidence, tiles: [] }).filter((one) => one !== server);
  return others.some((one) => isAnsweringSince(one, at - DOWN_FOR)) ? "server" : "this_pc";
}

/** Of a look at a stream: that the places of its readers are taken is the server's affair, and our own stale session may be one of them. */
export function blameOfFinding(finding: FindingName | undefined): Blame {
  if (finding === undefined || finding === "nothing_found") return "unknown";
  if (finding === "credentials") return "credentials";
  if (finding === "reader_limit") return "server";
  const scope = FINDINGS[finding];
  return scope === "pc" ? "this_pc" : scope === "server" ? "server" : "stream";
}
