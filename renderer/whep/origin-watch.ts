import { nextProbeDelay } from "../../shared/retry-delay.ts";
import type { PlayerPoolDeps } from "./types.ts";

/** One stream of the origin, as far as the watch has to do with it. */
export interface OriginMember {
  isEnlarged: () => boolean;
  /** The origin went down. Whoever is waiting for an attempt of its own calls wait(). */
  onDown: () => void;
  /** Its turn: as the one that asks, or because the origin has answered. */
  onTurn: () => void;
}

/** Whether one origin (scheme, host and port) answers at all. While it does not, one stream asks for all. */
export interface OriginWatch {
  join(member: OriginMember): () => void;
  /** Unix milliseconds; undefined while the origin is not down. */
  downSince(): number | undefined;
  /** It was down and has only just answered: what it serves may follow in a moment. */
  isSettling(): boolean;
  /** Any HTTP answer, at the moment it comes. */
  noteAnswer(status: number): void;
  /** An attempt that failed without an HTTP answer, or with the answer of a gateway that got none. */
  noteNoAnswer(member: OriginMember): void;
  /** Until onTurn. The one that asks waits for `retryAfter` milliseconds at least. */
  wait(member: OriginMember, retryAfter?: number): void;
  /** Ends the member's wait. */
  leaveWait(member: OriginMember): void;
  /** How many wait. */
  waiting(): number;
}

/** Two streams failing within this time are the origin's failure, milliseconds. */
const TOGETHER = 2_000;
/** MediaMTX answers before its cameras and publishers are back, milliseconds: it asks a camera again every 5 s. */
const SETTLING = 15_000;

export function isGatewayStatus(status: number): boolean {
  return status >= 502 && status <= 504;
}

export function createOriginWatch({
  now,
  wallClock,
  random,
  setTimeout,
  clearTimeout,
}: Pick<PlayerPoolDeps, "now" | "wallClock" | "random" | "setTimeout" | "clearTimeout">): OriginWatch {
  const members = new Set<OriginMember>();
  const waiting = new Set<OriginMember>();
  let lastFailure: { member: OriginMember; at: number } | undefined;
  let downSince: number | undefined;
  let upAgainAt: number | undefined;
  let prober: OriginMember | undefined;
  let timer: number | undefined;

  const enlargedFirst = () => [...waiting].sort((a, b) => Number(b.isEnlarged()) - Number(a.isEnlarged()));

  const planProbe = (retryAfter = 0) => {
    if (downSince === undefined || timer !== undefined) return;
    prober ??= enlargedFirst()[0];
    // While it is asking it does not wait, and nobody else asks.
    if (!prober || !waiting.has(prober)) return;
    timer = setTimeout(probe, Math.max(retryAfter, nextProbeDelay(random())));
  };

  const cancelProbe = () => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
  };

  const probe = () => {
    timer = undefined;
    if (!prober || !waiting.delete(prober)) return;
    prober.onTurn();
  };

  const leaveWait = (member: OriginMember) => {
    waiting.delete(member);
    if (prober !== member) return;
    cancelProbe();
    prober = undefined;
    planProbe();
  };

  return {
    join(member) {
      members.add(member);
      return () => {
        members.delete(member);
        if (lastFailure?.member === member) lastFailure = undefined;
        leaveWait(member);
      };
    },
    downSince: () => downSince,
    isSettling: () => upAgainAt !== undefined && now() - upAgainAt < SETTLING,
    noteAnswer(status) {
      if (isGatewayStatus(status)) return;
      lastFailure = undefined;
      if (downSince === undefined) return;
      downSince = undefined;
      upAgainAt = now();
      prober = undefined;
      cancelProbe();
      const released = enlargedFirst();
      waiting.clear();
      for (const member of released) member.onTurn();
    },
    noteNoAnswer(member) {
      // Of a stream that is the origin's only one there is no other to fail with it: twice in a row says as much.
      const together = lastFailure && (members.size === 1 || (lastFailure.member !== member && now() - lastFailure.at <= TOGETHER));
      lastFailure = { member, at: now() };
      if (!together || downSince !== undefined) return;
      downSince = wallClock();
      for (const each of members) each.onDown();
    },
    wait(member, retryAfter) {
      waiting.add(member);
      planProbe(retryAfter);
    },
    leaveWait,
    waiting: () => waiting.size,
  };
}
