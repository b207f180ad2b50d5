import type { StatsEntry } from "./media-counters.ts";

/** The way that a session's packets take: how, and from where at the server. */
export interface MediaPath {
  protocol: "udp" | "tcp";
  /** host:port */
  address: string;
}

/** Of the candidate pair that is in use; undefined while there is none. */
export function readMediaPath(report: ReadonlyMap<string, StatsEntry>): MediaPath | undefined {
  const transport = [...report.values()].find(({ type }) => type === "transport");
  const pair = report.get(String(transport?.selectedCandidatePairId));
  const remote = report.get(String(pair?.remoteCandidateId));
  if (!remote) return undefined;
  const host = String(remote.address ?? "");
  return {
    protocol: remote.protocol === "tcp" ? "tcp" : "udp",
    address: `${host.includes(":") ? `[${host}]` : host}:${String(remote.port)}`,
  };
}
