import { ALARM_KINDS, alarmIdOf, highestOf } from "./alarm-kinds.ts";
import type { AlarmTopic } from "./alarm-kinds.ts";
import { isOpen } from "./alarm.ts";
import type { Alarm, Condition, OpenAlarm } from "./alarm.ts";
import type { Alarms } from "./apply-alarm-event.ts";
import { startOfFailure, WINDOW } from "./evidence.ts";
import type { Evidence, TileEvidence, Verdict } from "./evidence.ts";
import { fitsProvenCause, judgeAlone } from "./judge-alone.ts";
import { judgeEvidence } from "./judge-evidence.ts";
import { judgeHeldCause } from "./judge-held-cause.ts";
import { listMembers } from "./list-members.ts";
import { planUnstable } from "./plan-unstable.ts";
import type { Situation } from "./situation.ts";

/** What is wrong, by alarm id, and what is over and since when. Of what stands in neither nothing is known: it stays as it was. */
export interface Plan {
  conditions: Map<string, Condition>;
  ends: Map<string, number>;
  /** Of those: ids of servers' alarms that a start anew has turned out to be. */
  restarts: Set<string>;
  /** When a failure that is not counted yet begins to count. */
  due: number | undefined;
}

/** Causes that keep their streams once they are raised, the widest first: what belongs to a known cause is not judged anew. */
const HOLDING: readonly AlarmTopic[] = ["network", "server", "site"];
/** Causes that each stream's own failure proves. */
const PROVEN: readonly AlarmTopic[] = ["credentials", "udp_path", "decoder"];
/** What shows that it is over: what its streams do, or that nobody finds it any more, where no failure of a stream says anything about it. */
const ENDS_BY: Record<AlarmTopic, "streams" | "finder"> = {
  stream: "streams",
  unstable: "streams",
  server: "streams",
  site: "streams",
  network: "streams",
  credentials: "streams",
  udp_path: "streams",
  decoder: "streams",
  frozen: "finder",
  client: "finder",
  central: "finder",
  otlp: "finder",
  disk: "finder",
  settings: "finder",
  channel: "finder",
  update: "finder",
  monitoring: "finder",
  recovery: "finder",
  report: "finder",
};

/** `hidden`: tiles that are expected to be down. They are evidence for nothing, but what they do is followed beneath. */
export function planConditions(situation: Situation, alarms: Alarms, hidden: ReadonlySet<TileEvidence>): Plan {
  const plan: Plan = { conditions: new Map(), ends: new Map(), restarts: new Set(), due: undefined };
  const { evidence } = situation;
  const members = listMembers(alarms);
  const visible = evidence.tiles.filter((tile) => !hidden.has(tile));
  const free = new Set(visible);
  for (const cause of listOpen(alarms, PROVEN)) {
    planProvenCause(plan, cause, { evidence, alarms, free, members: members.get(cause.id) ?? NOBODY });
  }
  for (const cause of listOpen(alarms, HOLDING)) {
    planHeldCause(plan, cause, { evidence, alarms, free, members: members.get(cause.id) ?? NOBODY });
  }
  const held = new Set(visible.filter((tile) => !free.has(tile)));
  const own = planOwn(plan, { evidence, alarms, free });
  planFindings(plan, { ...evidence, tiles: visible.filter((tile) => !own.has(tile)) }, held);
  for (const cause of listOpen(alarms, PROVEN)) {
    if (!plan.conditions.has(cause.id)) planEnd(plan, cause, { evidence, members: members.get(cause.id) ?? NOBODY });
  }
  for (const tile of hidden) if (tile.failure) addStream(plan, tile, { evidence, verdict: "unknown" });
  for (const { streamId, failure, playsSince = evidence.at } of evidence.tiles) {
    if (!failure) plan.ends.set(`stream:${streamId}`, playsSince);
  }
  planUnstable(plan, situation, alarms);
  planHost(plan, situation, alarms);
  return plan;
}

const NOBODY: ReadonlySet<string> = new Set();

function listOpen(alarms: Alarms, topics: readonly AlarmTopic[]): OpenAlarm[] {
  const rank = ({ kind }: Alarm) => topics.indexOf(ALARM_KINDS[kind].topic);
  return [...alarms.values()]
    .filter((alarm) => isOpen(alarm))
    .filter((alarm) => rank(alarm) >= 0)
    .sort((a, b) => rank(a) - rank(b));
}

interface HeldContext {
  evidence: Evidence;
  alarms: Alarms;
  /** Tiles that belong to no cause yet; those of this one are taken out. */
  free: Set<TileEvidence>;
  members: ReadonlySet<string>;
}

function planHeldCause(plan: Plan, cause: OpenAlarm, { evidence, alarms, free, members }: HeldContext): void {
  const { since } = cause.occurrence;
  const { topic } = ALARM_KINDS[cause.kind];
  const isWithin = (tile: TileEvidence): boolean => topic === "network" || (topic === "server" ? tile.server : tile.site) === cause.source;
  const joins = (tile: TileEvidence): boolean => {
    if (members.has(tile.streamId)) return true;
    if (!isWithin(tile) || !tile.failure || tile.failure.since < since - WINDOW) return false;
    return !isShownAlone(alarms.get(`stream:${tile.streamId}`), alarms);
  };
  const tiles = [...free].filter(joins);
  for (const tile of tiles) free.delete(tile);
  const verdict = cause.occurrence.verdict ?? "unknown";
  const judgement = judgeHeldCause({ kind: cause.kind, source: cause.source, verdict, since }, tiles, evidence);
  if (judgement.state === "holds") plan.conditions.set(cause.id, judgement.condition);
  if (judgement.state === "over") {
    plan.ends.set(cause.id, judgement.since);
    if (judgement.isRestart) plan.restarts.add(cause.id);
  }
  if (judgement.state === "unseen" && members.size === 0) plan.ends.set(cause.id, evidence.at);
  for (const tile of tiles) if (tile.failure) addStream(plan, tile, { evidence, verdict, cause: cause.id });
}

/** Not one whose own cause is over, and which is missing again before it was over with that. */
function isShownAlone(alarm: Alarm | undefined, alarms: Alarms): boolean {
  if (!isOpen(alarm)) return false;
  const { cause } = alarm.occurrence;
  return cause === undefined || isOpen(alarms.get(cause));
}

/** What a stream's own failure proves goes on for as long as it does, whatever else happens meanwhile. */
function planProvenCause(plan: Plan, cause: OpenAlarm, { evidence, free, members }: HeldContext): void {
  const { kind, occurrence } = cause;
  for (const tile of free) {
    if (!tile.failure || !members.has(tile.streamId) || !fitsProvenCause(tile.failure, kind)) continue;
    free.delete(tile);
    plan.conditions.set(cause.id, { kind, verdict: kind, since: occurrence.since, priority: occurrence.priority });
    addStream(plan, tile, { evidence, verdict: kind, cause: cause.id });
  }
}

/**
 * What is an alarm of its own stays one until it is over: it was there before the others, or has outlived their cause. Such tiles, which
 * are returned, say nothing of others.
 */
function planOwn(plan: Plan, { evidence, alarms, free }: Pick<HeldContext, "evidence" | "alarms" | "free">): Set<TileEvidence> {
  const own = new Set<TileEvidence>();
  for (const tile of free) {
    const alarm = alarms.get(`stream:${tile.streamId}`);
    if (!tile.failure || !isOpen(alarm) || alarm.occurrence.cause !== undefined) continue;
    own.add(tile);
    addStream(plan, tile, { evidence, verdict: judgeAlone(tile.failure) });
  }
  return own;
}

function planFindings(plan: Plan, evidence: Evidence, settled: ReadonlySet<TileEvidence>): void {
  const tiles = new Map(evidence.tiles.map((tile) => [tile.streamId, tile]));
  for (const { verdict, kind, source, since, streams } of judgeEvidence(evidence, settled)) {
    if (!kind) {
      plan.due = since;
      continue;
    }
    const failing = streams.flatMap((id) => tiles.get(id) ?? []);
    const isCause = kind !== "stream_down";
    const id = alarmIdOf(kind, source);
    if (isCause) {
      const priority = highestOf(ALARM_KINDS[kind].priority, ...failing.map((tile) => tile.priority));
      plan.conditions.set(id, { kind, verdict, since, priority });
    }
    for (const tile of failing) addStream(plan, tile, { evidence, verdict, ...(isCause && { cause: id }) });
  }
}

interface StreamCause {
  evidence: Evidence;
  verdict: Verdict;
  cause?: string;
}

function addStream(plan: Plan, { streamId, server, priority, failure }: TileEvidence, { evidence, verdict, cause }: StreamCause): void {
  if (!failure) return;
  const { reason, incidentId } = failure;
  plan.conditions.set(`stream:${streamId}`, {
    kind: "stream_down",
    since: startOfFailure(failure, evidence.upset),
    priority,
    verdict,
    ...(reason && { reason }),
    ...(incidentId !== undefined && { incidentId }),
    server,
    ...(cause !== undefined && { cause }),
  });
}

/** Of a cause that no failing stream proves any more: it is over, unless nobody looks at its streams. */
function planEnd(plan: Plan, cause: OpenAlarm, { evidence, members }: Pick<HeldContext, "evidence" | "members">): void {
  const seen = evidence.tiles.filter(({ streamId }) => members.has(streamId));
  if (seen.length === 0 && members.size > 0) return;
  const played = seen.flatMap(({ playsSince }) => playsSince ?? []);
  plan.ends.set(cause.id, Math.min(evidence.at, ...(played.length > 0 ? [Math.max(...played)] : [])));
}

function planHost(plan: Plan, { host, at }: Situation, alarms: Alarms): void {
  for (const { kind, source, since, priority = ALARM_KINDS[kind].priority } of host) {
    const id = alarmIdOf(kind, source);
    const present = alarms.get(id)?.condition?.since;
    plan.conditions.set(id, { kind, since: since ?? present ?? at, priority });
  }
  for (const { id, kind } of alarms.values()) {
    if (ENDS_BY[ALARM_KINDS[kind].topic] === "finder" && !plan.conditions.has(id)) plan.ends.set(id, at);
  }
}
