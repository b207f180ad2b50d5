import { ageOf } from "../../shared/age-of.ts";
import { parseObject } from "../../shared/parse-object.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import { PLAYING_PATH, playingSchema } from "../../shared/room/playing.ts";
import type { Playing } from "../../shared/room/playing.ts";
import type { CentralAccess } from "../delivery/central-access.ts";
import { NO_SUCH_CALL } from "../delivery/central-announcement.ts";
import type { CentralConnection } from "../delivery/central-connection.ts";

export interface OthersDeskOptions {
  access: Pick<CentralAccess, "connection" | "features">;
  now: () => number;
  /** They have said something new. */
  onAnswer: () => void;
  log: (message: string) => void;
}

/** What other PCs said last of a stream, and when, Unix milliseconds. */
export interface OthersSay {
  playsAt?: number;
  failsAt?: number;
}

/** What the room's other PCs see, where a collector knows it: asked only while something fails here. */
export interface OthersDesk {
  /** Something fails here: asks, unless that was a moment ago. */
  ask(): void;
  of(streamId: string): OthersSay;
  close(): void;
}

/** Milliseconds. A PC says every 30 s what it sees, and at once what has changed. */
const PAUSE = 5_000;
/** Later it says nothing of what fails now. */
const TIMEOUT = 5_000;
/**
 * After an outage of all one PC has its pictures back sooner than another: for so long, in milliseconds, that says nothing about this PC. The
 * verdict that is found last counts for the whole of an outage.
 */
const RETURN_TAKES = 120_000;

export function createOthersDesk({ access, now, onAnswer, log }: OthersDeskOptions): OthersDesk {
  const ending = new AbortController();
  let askedAt = -Infinity;
  let answer: { at: number; said: Playing } | undefined;
  /** When others were heard last to miss a stream, and nobody to play it. */
  const missedAt = new Map<string, number>();
  /** Of an earlier version: it has no such call. */
  let deaf: CentralConnection | undefined;

  const wasMissed = (streamId: string): boolean => ageOf(missedAt.get(streamId) ?? -Infinity, now()) < RETURN_TAKES;

  function noteMissed({ plays, fails }: Playing): void {
    for (const streamId of missedAt.keys()) if (!wasMissed(streamId)) missedAt.delete(streamId);
    for (const streamId of Object.keys(fails)) if (!Object.hasOwn(plays, streamId)) missedAt.set(streamId, now());
  }

  async function askNow(connection: CentralConnection): Promise<void> {
    const { signal } = ending;
    const verdict = await connection.client({ method: "GET", path: PLAYING_PATH, signal, timeout: TIMEOUT });
    if (verdict.kind === "misconfigured" && NO_SUCH_CALL.has(verdict.statusCode ?? 0)) deaf = connection;
    if (verdict.kind !== "delivered") return;
    const { data: said } = parseSafely(playingSchema, parseObject(verdict.body));
    if (!said) return;
    answer = { at: now(), said };
    noteMissed(said);
    onAnswer();
  }

  return {
    ask() {
      const connection = access.features().states ? access.connection() : undefined;
      if (!connection || connection === deaf || ageOf(askedAt, now()) < PAUSE || ending.signal.aborted) return;
      askedAt = now();
      askNow(connection).catch((error: unknown) => {
        if (!ending.signal.aborted) log(`room: what others see: ${String(error)}`);
      });
    },
    of(streamId) {
      const momentOf = (ages: Playing["plays"]): number | undefined =>
        answer && Object.hasOwn(ages, streamId) ? answer.at - ages[streamId]! : undefined;
      const [playsAt, failsAt] = [answer && momentOf(answer.said.plays), answer && momentOf(answer.said.fails)];
      return { ...(playsAt !== undefined && !wasMissed(streamId) && { playsAt }), ...(failsAt !== undefined && { failsAt }) };
    },
    close: () => ending.abort(),
  };
}
