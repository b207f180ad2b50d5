import type { AlarmKind } from "./alarm-kinds.ts";
import { THIS_PC } from "./alarm-kinds.ts";
import { isAnsweringSince, isSilentSince, listAsked, startOfFailure, WINDOW } from "./evidence.ts";
import { askOthers, isCutOff, isNeverConnected, judgeAlone, nameOwnCause } from "./judge-alone.ts";
import type { Evidence, TileEvidence, TileFailure, Verdict } from "./evidence.ts";

/** Streams that fail together, and who is to blame. */
export interface Finding {
  verdict: Verdict;
  /** Absent: it is not counted, and raises nothing. */
  kind?: AlarmKind;
  source: string;
  /** When the first of them failed. */
  since: number;
  streams: string[];
}

const NONE: ReadonlySet<TileEvidence> = new Set();

/** A tile that fails, and from when on that counts. */
interface Failing {
  tile: TileEvidence;
  failure: TileFailure;
  since: number;
}

const MOST_OF_A_SERVER = 0.8;
/** Of the streams that one thing feeds: as many of them fail for a common cause. */
export const MOST_OF_A_GROUP = 0.5;
/** At MTBF 24 h the chance of three or more of sixteen independent failures within the window is 2.9e-9 (controlroom 6.1). */
export const ENOUGH = 3;

/**
 * The decision table of controlroom 6.1, in its order. Every failing tile is in exactly one finding, but for those that are `settled`:
 * part of a cause that is known already.
 */
export function judgeEvidence(evidence: Evidence, settled: ReadonlySet<TileEvidence> = NONE): Finding[] {
  const { upset, at } = evidence;
  const all = evidence.tiles.flatMap((tile): Failing[] => {
    const { failure } = tile;
    return failure && !settled.has(tile) ? [{ tile, failure, since: startOfFailure(failure, upset) }] : [];
  });
  const failing = all.filter(({ since }) => since <= at);
  const notYet = all.filter(({ since }) => since > at);
  const silent = new Set(notYet.map(({ tile }) => tile));
  const counted = evidence.tiles.filter((tile) => !silent.has(tile));
  const findings = toFindings(notYet, { verdict: "not_counted", source: THIS_PC });
  if (isNetworkDown(evidence, failing)) {
    const since = Math.min(...failing.map((one) => one.since), evidence.link?.isUp === false ? evidence.link.since : Infinity);
    const streams = failing.map(({ tile }) => tile.streamId);
    return [...findings, { verdict: "network", kind: "network_down", source: THIS_PC, since, streams }];
  }
  const rest = new Map(failing.map((one) => [one.tile, one]));
  const take = (found: { members: Failing[]; finding: Omit<Finding, "since" | "streams"> } | undefined) => {
    if (!found) return;
    findings.push(...toFindings(found.members, found.finding));
    for (const { tile } of found.members) rest.delete(tile);
  };
  const servers = groupBy(counted, (tile) => tile.server);
  for (const [server, tiles] of servers) take(judgeServer(evidence, { server, tiles, failing: pick(rest, tiles) }));
  const proven = [...servers].flatMap(([server, tiles]) => listProven(evidence, { server, tiles, failing: pick(rest, tiles) }));
  take(judgeOwnMediaPath(evidence, { proven, failing: [...rest.values()] }));
  for (const [server, tiles] of servers) take(judgeMediaPath({ server, proven, failing: pick(rest, tiles) }));
  for (const tiles of groupBy(counted, (tile) => tile.site || `${tile.server} `).values()) {
    take(judgeGroup({ tiles, failing: pick(rest, tiles).filter((one) => nameOwnCause(one.failure) === undefined) }));
  }
  for (const one of rest.values()) take(judgeOne(one));
  return joinSame(findings);
}

/** No frame comes, and whatever can be asked is silent: two at least, since one alone may be to blame itself. */
function isNetworkDown(evidence: Evidence, failing: readonly Failing[]): boolean {
  if (evidence.link?.isUp === false) return true;
  if (failing.length === 0) return false;
  if (evidence.tiles.some(({ failure }) => !failure)) return false;
  const asked = listAsked(evidence);
  const recent = Math.max(...failing.map(({ since }) => since)) - WINDOW;
  return asked.length > 1 && asked.every((answers) => isSilentSince(answers, recent));
}

interface Group {
  tiles: readonly TileEvidence[];
  failing: Failing[];
}

function judgeServer(evidence: Evidence, { server, ...group }: Group & { server: string }) {
  const known = evidence.servers.get(server);
  const members = findCluster(group, ({ failing, atOnce, all }) => failing >= MOST_OF_A_SERVER * all && atOnce >= Math.min(ENOUGH, all));
  if (!members || !known) return undefined;
  const { since } = members[0]!;
  if (known.restartedAt !== undefined && known.restartedAt >= since - WINDOW) {
    return { members, finding: { verdict: "server_restarted", kind: "server_restarted", source: server } } as const;
  }
  if (!isSilentSince(known, since)) return undefined;
  const others = askOthers(members.map(({ failure }) => failure));
  return { members, finding: { verdict: judgeSilence(evidence, others), kind: "server_down", source: server } } as const;
}

/** Of a server that does not answer this PC. Where only it could be asked, it is this PC's word against its own: unless others say the same. */
export function judgeSilence(evidence: Evidence, others: ReturnType<typeof askOthers>): Verdict {
  if (others === "local") return "local";
  return others === "shared" || listAsked(evidence).length > 1 ? "server_down" : "server_or_network";
}

/**
 * What is sent to one stream of a server and never arrives is proven for a few at most, in the moment of their stall; so is it by offers that
 * the server takes and that never connect, unless another stream of it has connected meanwhile.
 */
function listProven(evidence: Evidence, { server, tiles, failing }: Group & { server: string }): Failing[] {
  const known = evidence.servers.get(server) ?? {};
  const connectedAt = Math.max(...tiles.map(({ playsSince = -Infinity }) => playsSince));
  return failing.filter(
    ({ failure, since }) =>
      nameOwnCause(failure) === "udp_path" || (isNeverConnected(failure) && connectedAt <= since && isAnsweringSince(known, since)),
  );
}

interface MediaPath {
  /** That nothing arrives of what is sent, of any server. */
  proven: readonly Failing[];
  failing: readonly Failing[];
}

/** Streams to which the same happens at the same time are cut off by the same thing. */
function listCutOff({ proven, failing }: MediaPath): Failing[] {
  const isAtOnce = (one: Failing): boolean => proven.some(({ since }) => Math.abs(since - one.since) <= WINDOW);
  return failing.filter((one) => proven.includes(one) || (isCutOff(one.failure) && isAtOnce(one)));
}

/**
 * Of several servers that answer, at once, and no frame comes of any: what they share is this PC's network, or its firewall. Where other PCs miss
 * the same it is not, and each server is one alarm of the room.
 */
function judgeOwnMediaPath(evidence: Evidence, { proven, failing }: MediaPath) {
  if (evidence.tiles.some(({ failure }) => !failure)) return undefined;
  const answering = failing.filter(
    (one) => proven.includes(one) || isAnsweringSince(evidence.servers.get(one.tile.server) ?? {}, one.since),
  );
  const members = listCutOff({ proven, failing: answering });
  const isShared = askOthers(members.map(({ failure }) => failure)) === "shared";
  if (isShared || new Set(members.map(({ tile }) => tile.server)).size < 2) return undefined;
  return { members, finding: { verdict: "udp_path", kind: "udp_path", source: THIS_PC } as const };
}

function judgeMediaPath({ server, proven, failing }: MediaPath & { server: string }) {
  const own = proven.filter(({ tile }) => tile.server === server);
  const members = listCutOff({ proven: own, failing });
  return own.length > 0 && members.length > 0
    ? { members, finding: { verdict: "udp_path", kind: "udp_path", source: server } as const }
    : undefined;
}

/** A site of the settings; streams without one have their server in its place: what feeds it may have failed while it answers. */
function judgeGroup(group: Group) {
  const members = findCluster(group, ({ failing, atOnce, all }) => failing >= MOST_OF_A_GROUP * all && atOnce >= ENOUGH);
  if (!members) return undefined;
  const { site, server } = members[0]!.tile;
  const verdict = askOthers(members.map(({ failure }) => failure)) === "local" ? "local" : "upstream";
  if (site) return { members, finding: { verdict, kind: "site_down", source: site } } as const;
  return { members, finding: { verdict, kind: "upstream_down", source: server } } as const;
}

interface Cluster {
  /** Those that have failed since it began, and how many of them at once. */
  failing: number;
  atOnce: number;
  /** All but those that were down before: they say nothing, neither for nor against. */
  all: number;
}

/** The tiles that fail since the first window in which enough fail at once, in order. */
function findCluster({ tiles, failing }: Group, isEnough: (cluster: Cluster) => boolean): Failing[] | undefined {
  const ordered = failing.toSorted((a, b) => a.since - b.since);
  const others = tiles.length - failing.length;
  let end = 0;
  for (const [n, { since }] of ordered.entries()) {
    while (end < ordered.length && ordered[end]!.since <= since + WINDOW) end++;
    const count = ordered.length - n;
    if (isEnough({ failing: count, atOnce: end - n, all: others + count })) return ordered.slice(n);
  }
  return undefined;
}

function judgeOne(one: Failing) {
  const { tile, failure } = one;
  const members = [one];
  const own = nameOwnCause(failure);
  if (own === "decoder") return { members, finding: { verdict: own, kind: own, source: THIS_PC } };
  if (own !== undefined) return { members, finding: { verdict: own, kind: own, source: tile.server } };
  return { members, finding: { verdict: judgeAlone(failure), kind: "stream_down", source: tile.streamId } as const };
}

function toFindings(members: readonly Failing[], finding: Omit<Finding, "since" | "streams">): Finding[] {
  if (members.length === 0) return [];
  const since = Math.min(...members.map((member) => member.since));
  return [{ ...finding, since, streams: members.map(({ tile }) => tile.streamId) }];
}

/** Tiles with the same cause of their own are one finding. */
function joinSame(findings: readonly Finding[]): Finding[] {
  return [...groupBy(findings, ({ verdict, source }) => `${verdict} ${source}`).values()].map((same) => ({
    ...same[0]!,
    since: Math.min(...same.map(({ since }) => since)),
    streams: same.flatMap(({ streams }) => streams),
  }));
}

function pick(failing: ReadonlyMap<TileEvidence, Failing>, tiles: readonly TileEvidence[]): Failing[] {
  return tiles.flatMap((tile) => failing.get(tile) ?? []);
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
