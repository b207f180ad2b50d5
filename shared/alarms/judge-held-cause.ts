import { ALARM_KINDS, highestOf } from "./alarm-kinds.ts";
import type { AlarmKind } from "./alarm-kinds.ts";
import type { Condition } from "./alarm.ts";
import { isAnsweringSince, isSilentSince, listAsked, WINDOW } from "./evidence.ts";
import { askOthers } from "./judge-alone.ts";
import { judgeSilence } from "./judge-evidence.ts";
import type { Answers, Evidence, TileEvidence, Verdict } from "./evidence.ts";

export interface HeldCause {
  kind: AlarmKind;
  source: string;
  verdict: Verdict;
  since: number;
}

/** What has become of a cause. `unseen`: nobody looks at any of its streams. */
export type HeldJudgement =
  | { state: "holds"; condition: Condition }
  /** `isRestart`: it was the server's start anew. */
  | { state: "over"; since: number; isRestart: boolean }
  | { state: "unseen" };

/**
 * A raised cause holds until there is a sign that it is over (its server answers, a stream of it plays), and for as long after that as most
 * of its streams are still missing: a server that is back without its cameras is no reason for an alarm of each. `members` are those
 * that are looked at.
 */
export function judgeHeldCause(cause: HeldCause, members: readonly TileEvidence[], evidence: Evidence): HeldJudgement {
  const isCut = ALARM_KINDS[cause.kind].topic === "network" && evidence.link?.isUp === false;
  if (members.length === 0 && !isCut) return { state: "unseen" };
  const failing = members.filter(({ failure }) => failure);
  const signs = listSigns(cause, members, evidence);
  if (!isCut && (failing.length === 0 || (signs.length > 0 && !areMostMissing(cause, failing.length, members.length)))) {
    return { state: "over", since: Math.min(evidence.at, latestOf(members, signs)), isRestart: wasRestarted(cause, evidence) };
  }
  const named = nameCause(cause, failing, evidence);
  const priority = highestOf(ALARM_KINDS[named.kind].priority, ...failing.map((tile) => tile.priority));
  return { state: "holds", condition: { ...named, since: cause.since, priority } };
}

/** As it takes to find such a cause. When the network is back, what is still missing has another one. */
function areMostMissing({ kind }: HeldCause, failing: number, members: number): boolean {
  if (ALARM_KINDS[kind].topic === "network") return false;
  return members < 3 ? failing === members : failing >= 3 && failing * 2 >= members;
}

/** Moments at which it showed that it is back. */
function listSigns({ kind, source, since }: HeldCause, members: readonly TileEvidence[], evidence: Evidence): number[] {
  const { topic } = ALARM_KINDS[kind];
  const server = evidence.servers.get(source);
  const asked = topic === "network" ? listAsked(evidence) : topic === "server" && server ? [server] : [];
  const answers = asked.filter((one) => isAnsweringSince(one, since)).map(({ answeredAt }) => answeredAt ?? since);
  return [...answers, ...members.flatMap(({ playsSince }) => (playsSince !== undefined && playsSince > since ? [playsSince] : []))];
}

/** When the last of those that play came back; before any does, when it answered. */
function latestOf(members: readonly TileEvidence[], signs: readonly number[]): number {
  const played = members.flatMap(({ playsSince }) => playsSince ?? []);
  return played.length > 0 ? Math.max(...played) : Math.min(...signs);
}

/** When a server is back, its streams need a moment, and its cameras a longer one: until then they are no news of their own. Milliseconds. */
const RETURN_TAKES = 30_000;

function answersFor({ answeredAt = -Infinity, failedAt = -Infinity }: Answers): number {
  return answeredAt - failedAt;
}

function wasRestarted({ kind, source, since }: Omit<HeldCause, "verdict">, { servers }: Evidence): boolean {
  const { restartedAt = -Infinity } = servers.get(source) ?? {};
  return ALARM_KINDS[kind].topic === "server" && restartedAt >= since - WINDOW;
}

/** What is known of a server may become more: it went silent as well, it was started anew, it answers and its streams are still missing, or other PCs play them. */
function nameCause(
  { kind, source, verdict, since }: HeldCause,
  failing: readonly TileEvidence[],
  evidence: Evidence,
): { kind: AlarmKind; verdict: Verdict } {
  const { topic } = ALARM_KINDS[kind];
  const others = askOthers(failing.flatMap(({ failure }) => failure ?? []));
  const wasLocal = verdict === "local" && others === "shared";
  if (topic === "site") return { kind, verdict: others === "local" ? "local" : wasLocal ? "upstream" : verdict };
  const server = evidence.servers.get(source);
  if (topic !== "server" || !server) return { kind, verdict };
  if (wasRestarted({ kind, source, since }, evidence)) return { kind: "server_restarted", verdict: "server_restarted" };
  if (isAnsweringSince(server, since)) {
    if (others === "local") return { kind, verdict: "local" };
    return wasLocal || answersFor(server) >= RETURN_TAKES ? { kind: "upstream_down", verdict: "upstream" } : { kind, verdict };
  }
  if (!isSilentSince(server, since)) return { kind, verdict };
  return { kind: "server_down", verdict: judgeSilence(evidence, others) };
}
