import type { Answers, Evidence, ServerEvidence } from "../../shared/alarms/evidence.ts";
import type { RecoveryEvidence } from "./create-recovery.ts";

/** What pages have said of their streams, with what the host has found out besides: both are moments, and the later one counts. */
export function completeEvidence(seen: Evidence, { servers, paths, link, gateway, central }: RecoveryEvidence): Evidence {
  const joined = new Map(seen.servers);
  for (const [address, found] of servers) joined.set(address, joinAnswers(joined.get(address) ?? {}, found));
  // Servers on this very PC are reached without a network.
  const network = [...joined.keys()].every(isLoopback) ? {} : { ...(link && { link }), ...(gateway && { gateway }) };
  return {
    ...seen,
    ...network,
    ...(central && { central }),
    servers: joined,
    tiles: seen.tiles.map((tile) => {
      const path = tile.failure && paths.get(tile.streamId);
      return path ? { ...tile, failure: { ...tile.failure!, path } } : tile;
    }),
  };
}

function joinAnswers(one: ServerEvidence, other: ServerEvidence): ServerEvidence {
  const restartedAt = other.restartedAt ?? one.restartedAt;
  return { ...latest("answeredAt", one, other), ...latest("failedAt", one, other), ...(restartedAt !== undefined && { restartedAt }) };
}

function latest(key: keyof Answers, one: Answers, other: Answers): Answers {
  const moments = [one[key], other[key]].filter((moment) => moment !== undefined);
  return moments.length === 0 ? {} : { [key]: Math.max(...moments) };
}

function isLoopback(server: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/.test(server);
}
