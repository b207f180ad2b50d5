import type { Answers, Evidence, ServerEvidence } from "../../shared/alarms/evidence.ts";
import type { RecoveryEvidence } from "./create-recovery.ts";

/** Adds what looks have found to what pages have said. A clock that was set back leaves nothing that lies ahead of `evidence.at`. */
export function completeEvidence(evidence: Evidence, found: RecoveryEvidence): Evidence {
  const { at, tiles } = evidence;
  const servers = new Map<string, ServerEvidence>(evidence.servers);
  for (const [server, seen] of found.servers) servers.set(server, joinServer(servers.get(server) ?? {}, seen, at));
  // Servers on this very PC are reached without a network.
  const { link, gateway }: Partial<RecoveryEvidence> = [...servers.keys()].every(isLoopback) ? {} : found;
  return {
    ...evidence,
    servers,
    tiles: tiles.map((tile) => {
      const path = found.paths.get(tile.streamId);
      return tile.failure && path ? { ...tile, failure: { ...tile.failure, path } } : tile;
    }),
    ...(link && { link }),
    ...(gateway && { gateway: joinAnswers({}, gateway, at) }),
    ...(found.central && { central: joinAnswers({}, found.central, at) }),
  };
}

function isLoopback(server: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/.test(server);
}

function joinServer(said: ServerEvidence, seen: ServerEvidence, at: number): ServerEvidence {
  const restartedAt = latest(said.restartedAt, seen.restartedAt, at);
  return { ...joinAnswers(said, seen, at), ...(restartedAt !== undefined && { restartedAt }) };
}

function joinAnswers(said: Answers, seen: Answers, at: number): Answers {
  const answeredAt = latest(said.answeredAt, seen.answeredAt, at);
  const failedAt = latest(said.failedAt, seen.failedAt, at);
  return { ...(answeredAt !== undefined && { answeredAt }), ...(failedAt !== undefined && { failedAt }) };
}

function latest(a: number | undefined, b: number | undefined, at: number): number | undefined {
  if (a === undefined && b === undefined) return undefined;
  return Math.min(at, Math.max(a ?? -Infinity, b ?? -Infinity));
}
