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
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
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
  /** Something fails here: asks, unless that was a moment ago, and again and again until then (Unix milliseconds). */
  ask(until: number): void;
  of(streamId: string): OthersSay;
  close(): void;
}

/** Milliseconds. A PC says what it sees at once when that has changed, every 30 s, and when somebody has asked: its answer is there the next time. */
const PAUSE = 5_000;
/** Whatever the clock says. */
const MOST_AGAIN = 8;
/** Later it says nothing of what fails now. */
const TIMEOUT = 5_000;
/**
 * After an outage of all one PC has its pictures back sooner than another: for so long, in milliseconds, that says nothing about this PC. The
 * verdict that is found last counts for the whole of an outage.
 */
const RETURN_TAKES = 120_000;

export function createOthersDesk({ access, now, setTimer, onAnswer, log }: OthersDeskOptions): OthersDesk {
  const ending = new AbortController();
  let askedAt = -Infinity;
  /** How many more times it is asked by itself. */
  let again = 0;
  let cancelNext: (() => void) | undefined;
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

  function send(connection: CentralConnection): void {
    askedAt = now();
    cancelNext?.();
    cancelNext = setTimer(askAgain, PAUSE);
    askNow(connection).catch((error: unknown) => {
      if (!ending.signal.aborted) log(`room: what others see: ${String(error)}`);
    });
  }

  function findConnection(): CentralConnection | undefined {
    const connection = access.features().states ? access.connection() : undefined;
    return connection === deaf || ending.signal.aborted ? undefined : connection;
  }

  function askAgain(): void {
    const connection = findConnection();
    if (connection && --again >= 0) send(connection);
  }

  return {
    ask(until) {
      again = Math.min(MOST_AGAIN, Math.floor((until - now()) / PAUSE));
      const connection = findConnection();
      if (connection && ageOf(askedAt, now()) >= PAUSE) send(connection);
    },
    of(streamId) {
      const momentOf = (ages: Playing["plays"]): number | undefined =>
        answer && Object.hasOwn(ages, streamId) ? answer.at - ages[streamId]! : undefined;
      const [playsAt, failsAt] = [answer && momentOf(answer.said.plays), answer && momentOf(answer.said.fails)];
      return { ...(playsAt !== undefined && !wasMissed(streamId) && { playsAt }), ...(failsAt !== undefined && { failsAt }) };
    },
    close() {
      cancelNext?.();
      ending.abort();
    },
  };
}
