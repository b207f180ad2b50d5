import { countsAsUnknown, isAnsweringSince, isSilentSince, listAsked } from "../../shared/alarms/evidence.ts";
import type { Evidence, Verdict } from "../../shared/alarms/evidence.ts";
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
  /** Of a kick: the path has another reader. Of a webhook: a tile of ours plays a stream of the server. */
  hasHealthyReaders: boolean;
  /** Server actions on this server, as far back as is REMEMBERED, in order; what was only written down counts, too. */
  history: readonly PastAction[];
}

/** `hasPlayedSince`: what it was meant for has played since, whatever came of it in its time. */
export type PastAction = Pick<RecoveryLine, "at" | "outcome"> & { step: ServerAction; hasPlayedSince?: boolean };

export type ServerDecision = "act" | "dry_run" | Refusal;
export type Refusal =
  | "switched_off"
  | "other_actor"
  | "not_to_blame"
  | "maintenance"
  | "healthy_readers"
  | "broken"
  | "budget"
  | "cooling_down";

/** Budget of each server (research: no more than three actions an hour, one restart in six). Milliseconds. */
const HOUR = 3_600_000;
const MOST_IN_AN_HOUR = 3;
const RESTART_EVERY = 6 * HOUR;
/** After an action; twice as long after each one that has failed since the last success. */
const COOL_DOWN = 300_000;
/** So many failures in a row are enough: a person is asked for, and nothing more is done until the server plays again or a day is over. */
const MOST_FAILURES = 2;
const BREAKER_HOLDS = 24 * HOUR;
/** Milliseconds. What lies further back says nothing: two failures so far apart are not in a row. */
export const REMEMBERED = 3 * BREAKER_HOLDS;

/** The first reason not to act, or what to do. `dryRun` keeps all the other rules, so that it shows what would happen. */
export function decideServerAction(given: ServerActionCase): ServerDecision {
  const { action, now, recovery, clientName, blame, history } = given;
  const refusal = refuseClient(recovery, clientName);
  if (refusal) return refusal;
  if (blame !== "server") return "not_to_blame";
  if (given.isMaintenance) return "maintenance";
  if (given.hasHealthyReaders) return "healthy_readers";
  if (isBroken(history, now)) return "broken";
  if (history.filter(({ at }) => now - at < HOUR).length >= MOST_IN_AN_HOUR) return "budget";
  if (action === "webhook" && history.some(({ step, at }) => step === "webhook" && now - at < RESTART_EVERY)) return "budget";
  const last = history.at(-1);
  if (last && now - last.at < COOL_DOWN * 2 ** listFailures(history).length) return "cooling_down";
  return recovery.serverActions === "on" ? "act" : "dry_run";
}

/** Why this client does nothing at all, if so. */
export function refuseClient(
  { automatic, serverActions, actor }: ServerActionCase["recovery"],
  clientName: string,
): "switched_off" | "other_actor" | undefined {
  if (!automatic || serverActions === "off") return "switched_off";
  return actor === "" || actor !== clientName ? "other_actor" : undefined;
}

/** Two actions in a row have not helped: the server is left to a person. */
export function isBroken(history: readonly PastAction[], now: number): boolean {
  const failures = listFailures(history);
  return failures.length >= MOST_FAILURES && now - failures.at(-1)!.at < BREAKER_HOLDS;
}

/** Since the last success; what was only written down, or cut off by the app's end, is neither. */
function listFailures(history: readonly PastAction[]): PastAction[] {
  const success = history.findLastIndex(({ outcome, hasPlayedSince }) => outcome === "recovered" || hasPlayedSince);
  return history.slice(success + 1).filter(({ outcome }) => outcome === "failed");
}

/** Whom something may be done to. Only `server` is ever acted on. */
export type Blame = "server" | "stream" | "this_pc" | "credentials" | "unknown";

const OF_THE_SERVER: readonly Verdict[] = ["server_down"];
const OF_THIS_PC: readonly Verdict[] = ["network", "decoder", "local"];

/** Of an alarm's verdict. A server that has just restarted needs no second restart. */
export function blameOfVerdict(verdict: Verdict | undefined): Blame {
  if (verdict === undefined || verdict === "unknown") return "unknown";
  if (OF_THIS_PC.includes(verdict)) return "this_pc";
  if (countsAsUnknown(verdict)) return "unknown";
  if (verdict === "credentials") return "credentials";
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
