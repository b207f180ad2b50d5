import { parseAlarmLine } from "../../shared/alarms/alarm-line.ts";
import { parseObject } from "../../shared/parse-object.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import { nextHostDelay } from "../../shared/retry-delay.ts";
import { cleanRoomAct, isRoomAct } from "../../shared/room/room-act.ts";
import type { RoomAct } from "../../shared/room/room-act.ts";
import { CUT_OFF_AFTER, roomStatusSchema } from "../../shared/room/room-status.ts";
import type { RoomStatus } from "../../shared/room/room-status.ts";
import { NO_SUCH_CALL } from "../delivery/central-announcement.ts";
import type { CentralAccess } from "../delivery/central-access.ts";
import type { CentralConnection } from "../delivery/central-connection.ts";
import { createEventReader } from "./read-events.ts";

export interface ListenOptions {
  access: Pick<CentralAccess, "connection" | "features" | "onChange">;
  /** They hold at once, in this order; resolves when they are on disk. */
  takeActs: (acts: readonly RoomAct[]) => Promise<void>;
  /** Undefined: this PC is by itself. */
  onStatus: (status: RoomStatus | undefined) => void;
  /** Another PC wants to know what is seen here now. */
  onSignWanted: () => void;
  /** The collector is there again. */
  onConnected: () => void;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  random: () => number;
  log: (message: string) => void;
}

/** This PC's ear at a collector that announces `alarms`: what was done at others, and how the room stands. */
export interface RoomEar {
  close(): Promise<void>;
}

export function listenToRoom(options: ListenOptions): RoomEar {
  const { access, takeActs, onStatus, onSignWanted, onConnected, setTimer, random, log } = options;
  let present: { connection: CentralConnection; ending: AbortController; done: Promise<void> } | undefined;
  let cancelCutOff: (() => void) | undefined;

  /** From now on it counts as there for a while, whatever happens to the connection. */
  function hear(): void {
    cancelCutOff?.();
    cancelCutOff = setTimer(cutOff, CUT_OFF_AFTER);
  }

  function cutOff(): void {
    cancelCutOff?.();
    cancelCutOff = undefined;
    onStatus(undefined);
  }

  async function listen({ client, announcement }: CentralConnection, signal: AbortSignal): Promise<void> {
    /** Id of the last act that was taken here. */
    let after = "";
    for (let attempt = 1; !signal.aborted; attempt++) {
      const read = createEventReader(({ event, data, id }) => {
        if (event === "act") {
          const act = parseAct(data);
          // It holds at once; on a disk that takes nothing it may never be kept, and the next one must not wait for that.
          if (act) takeActs([act]).catch((error: unknown) => log(`room: what was done at another PC is not kept: ${String(error)}`));
          after = id;
        } else if (event === "room") {
          const { data: status } = parseSafely(roomStatusSchema, parseObject(data));
          if (!status) return;
          if (attempt > 0) onConnected();
          attempt = 0;
          onStatus(status);
        } else if (event === "sign") onSignWanted();
      });
      const verdict = await client({
        method: "GET",
        path: `/alarms/acts?after=${encodeURIComponent(after)}`,
        signal,
        timeout: CUT_OFF_AFTER,
        onData(chunk) {
          hear();
          read(chunk);
        },
      });
      if (verdict.kind === "misconfigured" && NO_SUCH_CALL.has(verdict.statusCode ?? 0)) return announcement.deny("alarms");
      if (!signal.aborted) await hold(nextHostDelay(attempt + 1, random()), signal);
    }
  }

  function hold(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        signal.removeEventListener("abort", end);
        resolve();
      };
      const cancel = setTimer(end, milliseconds);
      signal.addEventListener("abort", end);
    });
  }

  function begin(connection: CentralConnection): NonNullable<typeof present> {
    const ending = new AbortController();
    const done = listen(connection, ending.signal).catch((error: unknown) => {
      if (!ending.signal.aborted) log(`room: ${String(error)}`);
    });
    return { connection, ending, done };
  }

  function configure(): void {
    const connection = access.features().alarms ? access.connection() : undefined;
    if (connection === present?.connection) return;
    present?.ending.abort();
    if (present) cutOff();
    present = connection && begin(connection);
  }

  const stopListening = access.onChange(configure);
  configure();
  return {
    async close() {
      stopListening();
      cancelCutOff?.();
      present?.ending.abort();
      await present?.done;
    },
  };
}

function parseAct(data: string): RoomAct | undefined {
  const event = parseAlarmLine(data);
  return event && isRoomAct(event) ? cleanRoomAct(event) : undefined;
}
