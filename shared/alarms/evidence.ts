/**
 * What is known of failures, and where to look for the cause. A plain value: states and records of streams fill in one part, probes and
 * the Control API another. What nobody has asked is left out; nothing here is ever guessed. Moments are Unix milliseconds.
 */
import type { Reason } from "../reasons.ts";
import type { Priority } from "./alarm-kinds.ts";

/** Failures so close to each other may have one cause, and so close to a sleep of the PC they say nothing (controlroom 6.1), in milliseconds. */
export const WINDOW = 15_000;

export interface Evidence {
  /** When it is judged. */
  at: number;
  /** The last time that this PC woke, or its clock leapt by more than 5 s. */
  upset?: Upset;
  /** Streams that are looked at here and expected to play: maintenance is left out. */
  tiles: readonly TileEvidence[];
  /** By host:port: the configured servers that can be asked. */
  servers: ReadonlyMap<string, ServerEvidence>;
  /** This PC's own link, as the system says. While it is down pages say nothing of their streams. */
  link?: { isUp: boolean; since: number };
  /** The first hop. */
  gateway?: Answers;
  central?: Answers;
}

export interface Upset {
  at: number;
  cause: "resumed" | "clock";
}

/** When it answered last, and when it did not: the later of the two is how it is. */
export interface Answers {
  answeredAt?: number;
  failedAt?: number;
}

/** Whether its HTTP port answers. */
export interface ServerEvidence extends Answers {
  /** When it was last noticed that `started` of `/v3/info` had changed. */
  restartedAt?: number;
}

export interface TileEvidence {
  streamId: string;
  /** host:port. */
  server: string;
  /** Of the settings; "": none. */
  site: string;
  priority: Priority;
  /** Absent: it plays. */
  failure?: TileFailure;
  /** It plays: since when. */
  playsSince?: number;
}

export interface TileFailure {
  /** The last frame, or the first failure. */
  since: number;
  /** Of the last failed attempt. */
  reason?: Reason;
  statusCode?: number;
  incidentId?: string;
  /** The player's counters while it failed. */
  media?: { arePacketsGrowing: boolean; areFramesGrowing: boolean };
  /** What the Control API says of the path and of our own session on it. */
  path?: { isAvailable: boolean; isOnline: boolean; isOutboundGrowing?: boolean };
  /** What other PCs say of this stream, through central. */
  elsewhere?: "plays" | "fails";
}

/** Who is to blame. `camera` is the publisher's side as a whole; `unknown`: nothing was found. */
export const VERDICTS = [
  "not_counted",
  "network",
  "server_or_network",
  "server_down",
  "server_restarted",
  "upstream",
  "camera",
  "credentials",
  "udp_path",
  "decoder",
  "local",
  "shared",
  "unknown",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Time of these is no stream's down time, and nothing is done about them by itself: it may be us. */
const OURS: readonly Verdict[] = ["not_counted", "network", "server_or_network", "local"];

export function countsAsUnknown(verdict: Verdict): boolean {
  return OURS.includes(verdict);
}

/** Central says something about this PC's network only if it was there shortly before, in milliseconds. */
const CENTRAL_SEEN = 300_000;

/** Whatever of the network can be asked: every configured server, the gateway if there is one, and central if it answered in the last five minutes. */
export function listAsked({ servers, gateway, central, at }: Evidence): Answers[] {
  const isCentralAsked = central?.answeredAt !== undefined && at - central.answeredAt <= CENTRAL_SEEN;
  return [...servers.values(), ...(gateway ? [gateway] : []), ...(isCentralAsked ? [central] : [])];
}

/** From when a failure counts: what failed around a sleep of the PC may be the waking itself. */
export function startOfFailure({ since }: TileFailure, upset: Upset | undefined): number {
  return upset !== undefined && Math.abs(since - upset.at) <= WINDOW ? upset.at + WINDOW : since;
}

/** It answered no question since that moment, and one at least was asked. */
export function isSilentSince({ answeredAt = -Infinity, failedAt = -Infinity }: Answers, since: number): boolean {
  return failedAt >= since && failedAt > answeredAt;
}

export function isAnsweringSince({ answeredAt = -Infinity, failedAt = -Infinity }: Answers, since: number): boolean {
  return answeredAt >= since && answeredAt >= failedAt;
}
