import { HEARTBEAT_INTERVAL } from "../../shared/heartbeat-times.ts";
import { heartbeatAnswerSchema } from "../../shared/heartbeat.ts";
import type { Heartbeat } from "../../shared/heartbeat.ts";
import { parseObject } from "../../shared/parse-object.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import type { CentralAccess } from "../delivery/central-access.ts";
import { NO_SUCH_CALL, NOT_LET_IN } from "../delivery/central-announcement.ts";
import type { CentralConnection } from "../delivery/central-connection.ts";

export interface HeartbeatOptions {
  access: Pick<CentralAccess, "connection" | "features" | "onChange">;
  /** How it stands on this PC now. */
  read: () => Promise<Omit<Heartbeat, "clockOffset" | "goodbye">>;
  /** Unix milliseconds. */
  now: () => number;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** The collector does not let this PC in (its token), or does so again. */
  onRefused: (isRefused: boolean) => void;
  log: (message: string) => void;
}

/**
 * Tells a collector that announces it every 30 s how it stands here; nobody else ever hears of it. What does not get through is not sent
 * later: the next one says more.
 */
export interface HeartbeatSender {
  /** Milliseconds by which the collector's clock is ahead of this PC's, as the last answer has shown; undefined: nobody has compared them. */
  clockOffset(): number | undefined;
  /** Says goodbye to who has heard of this PC, and does not wait longer than a second for it. */
  close(): Promise<void>;
}

/** An answer that takes longer comes too late for the next one. Milliseconds. */
const TIMEOUT = 10_000;
/** Quitting waits no longer. Milliseconds. */
const GOODBYE_TIMEOUT = 1_000;

export function createHeartbeat({ access, read, now, setTimer, onRefused, log }: HeartbeatOptions): HeartbeatSender {
  let running: { connection: CentralConnection; clockOffset: () => number | undefined; stop: () => Promise<void> } | undefined;

  function start(connection: CentralConnection): NonNullable<typeof running> {
    const ended = new AbortController();
    let clockOffset: number | undefined;
    let isTold = false;
    let isRefused = false;
    let cancel = (): void => {};

    async function post(heartbeat: Heartbeat, signal: AbortSignal, timeout: number): Promise<void> {
      isTold = true; // it may have heard of us though its answer does not come
      const askedAt = now();
      const verdict = await connection.client({
        method: "POST",
        path: "/clients/heartbeat",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(heartbeat),
        signal,
        timeout,
      });
      if (verdict.kind !== "retry") noteRefusal(verdict.kind === "misconfigured" && NOT_LET_IN.has(verdict.statusCode ?? 0));
      if (verdict.kind === "delivered") {
        clockOffset = measureOffset(verdict.body, askedAt, now()) ?? clockOffset;
      } else if (verdict.kind === "misconfigured" && NO_SUCH_CALL.has(verdict.statusCode ?? 0)) {
        isTold = false;
        connection.announcement.deny("heartbeat");
      }
    }

    function noteRefusal(next: boolean): void {
      if (next === isRefused || ended.signal.aborted) return;
      isRefused = next;
      log(`heartbeat: the collector ${isRefused ? "does not let this PC in" : "lets this PC in again"}`);
      onRefused(isRefused);
    }

    const makeHeartbeat = async (): Promise<Heartbeat> => ({ ...(await read()), ...(clockOffset === undefined ? {} : { clockOffset }) });

    function beat(): void {
      cancel = setTimer(beat, HEARTBEAT_INTERVAL); // by the clock, however long the answer takes
      makeHeartbeat()
        .then((heartbeat) => (ended.signal.aborted ? undefined : post(heartbeat, ended.signal, TIMEOUT)))
        .catch((error: unknown) => {
          if (!ended.signal.aborted) log(`heartbeat: ${String(error)}`);
        });
    }

    async function stop(): Promise<void> {
      noteRefusal(false); // another connection, another answer
      ended.abort();
      cancel();
      if (!isTold) return;
      const signal = AbortSignal.timeout(GOODBYE_TIMEOUT);
      await makeHeartbeat()
        .then((heartbeat) => post({ ...heartbeat, goodbye: true }, signal, GOODBYE_TIMEOUT))
        .catch(() => {}); // it will be missed, and that is what happened
    }

    beat();
    return { connection, clockOffset: () => clockOffset, stop };
  }

  function follow(): void {
    const connection = access.features().heartbeat ? access.connection() : undefined;
    if (connection === running?.connection) return;
    void running?.stop();
    running = connection && start(connection);
  }

  const stopListening = access.onChange(follow);
  follow();
  return {
    clockOffset: () => running?.clockOffset(),
    async close() {
      stopListening();
      await running?.stop();
      running = undefined;
    },
  };
}

/** An answer that took longer, or during which this PC's clock was set, tells no time. Milliseconds. */
const LONGEST_ANSWER = 2_000;

/** Milliseconds by which the collector's clock is ahead, exact to half the time of the answer; undefined: the answer does not tell. */
function measureOffset(body: string, askedAt: number, answeredAt: number): number | undefined {
  const took = answeredAt - askedAt;
  if (took < 0 || took > LONGEST_ANSWER) return undefined;
  const { data } = parseSafely(heartbeatAnswerSchema, parseObject(body));
  return data && Math.round(Date.parse(data.time) - (askedAt + answeredAt) / 2);
}
