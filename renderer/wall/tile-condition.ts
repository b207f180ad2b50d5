import { WINDOW } from "../../shared/alarms/evidence.ts";
import type { TileStep } from "../../shared/state-line.ts";
import type { Severity } from "../ui/severity-icon.tsx";
import type { AttemptFailure, PlayerView } from "../whep/types.ts";

/** What of a player's view a tile is drawn from; the rest changes every second and is followed by the clock and the statistics alone. */
export type TileView = Omit<PlayerView, "lastFrameAt" | "statistics" | "sessionId">;

/** What a tile tells its operator. Times are Unix milliseconds. */
export type TileCondition =
  | { kind: "live" }
  | { kind: "starting"; step: "connect" | "first_frame"; since: number }
  /** `step`: what is being done about it. */
  | { kind: "frozen"; since: number; failure?: AttemptFailure; step?: TileStep }
  | { kind: "down"; since: number; failure?: AttemptFailure; attempt: number; retryAt?: number }
  | { kind: "server_down"; since: number }
  /** The server shows its own picture in the camera's place; nothing is to be tried. */
  | { kind: "offline"; since: number; failure?: AttemptFailure }
  /** Another window plays it. */
  | { kind: "elsewhere" }
  | { kind: "stopped" };

export function judgeTile(view: TileView): TileCondition {
  const { state, since, attempt, failure, retryAt, step } = view;
  const failingSince = view.failingSince ?? since;
  if (state === "playing") return { kind: "live" };
  if (view.originDownSince !== undefined) return { kind: "server_down", since: findOutageStart(view.originDownSince, view.failingSince) };
  if (state === "idle") return { kind: "elsewhere" };
  if (state === "stopped") return { kind: "stopped" };
  if (state === "offline") return { kind: "offline", since: failingSince, ...(failure ? { failure } : {}) };
  if (state === "stalled") return { kind: "frozen", since: failingSince, ...(failure ? { failure } : {}), ...(step ? { step } : {}) };
  if (attempt === 0 && !failure) return { kind: "starting", step: state === "waiting_first_frame" ? "first_frame" : "connect", since };
  const planned = state === "backing_off" && retryAt !== undefined;
  return { kind: "down", since: failingSince, attempt, ...(failure ? { failure } : {}), ...(planned ? { retryAt } : {}) };
}

/**
 * A picture that froze just before its server was found not to answer froze because of that: the tile says the time at which its clock stands,
 * as the alarm does. What failed earlier has failed by itself.
 */
function findOutageStart(originDownSince: number, failingSince = originDownSince): number {
  return originDownSince - failingSince <= WINDOW ? Math.min(originDownSince, failingSince) : originDownSince;
}

/** What the host has found out: a stream that waits by itself for a server that is down waits for the server. Unix milliseconds. */
export function withServerDown(condition: TileCondition, since: number | undefined): TileCondition {
  if (since === undefined || (condition.kind !== "down" && condition.kind !== "frozen")) return condition;
  return { kind: "server_down", since };
}

const SEVERITIES = {
  live: "normal",
  elsewhere: "notice",
  stopped: "notice",
  starting: "notice",
  frozen: "warning",
  down: "fault",
  server_down: "fault",
  offline: "fault",
} as const satisfies Record<TileCondition["kind"], Severity>;

export function severityOf({ kind }: TileCondition): Severity {
  return SEVERITIES[kind];
}

/** Counts of a wall, for the status bar. */
export interface WallSummary {
  live: number;
  starting: number;
  /** Watched by another window, and not shown by this one. */
  elsewhere: number;
  /** Without a moving picture: frozen ones too. */
  down: number;
  /** Each server that does not answer, once, however many tiles wait for it. */
  downServers: { name: string; since: number }[];
}

export function summarizeWall(tiles: readonly { condition: TileCondition; serverName: string }[]): WallSummary {
  const servers = new Map<string, number>();
  let live = 0;
  let starting = 0;
  let elsewhere = 0;
  for (const { condition, serverName } of tiles) {
    if (condition.kind === "live") live += 1;
    if (condition.kind === "elsewhere") elsewhere += 1;
    else if (severityOf(condition) === "notice") starting += 1;
    if (condition.kind === "server_down") servers.set(serverName, Math.min(condition.since, servers.get(serverName) ?? Infinity));
  }
  const downServers = [...servers].map(([name, since]) => ({ name, since }));
  return { live, starting, elsewhere, down: tiles.length - live - starting - elsewhere, downServers };
}
