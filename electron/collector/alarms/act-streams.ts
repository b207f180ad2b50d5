import type { ServerResponse } from "node:http";
import { toAlarmRecord } from "../../../shared/alarms/alarm-line.ts";
import { ACT_MARK, isOfOnePc, isRoomAct } from "../../../shared/room/room-act.ts";
import type { RoomAct } from "../../../shared/room/room-act.ts";
import { parsePlace, writePlace } from "../../../shared/room/place.ts";
import { ROOM_HEARTBEAT } from "../../../shared/room/room-status.ts";
import type { RoomStatus } from "../../../shared/room/room-status.ts";
import type { Journal, Position } from "../../journal/types.ts";
import { refuse, refuseForNow } from "../answer.ts";
import type { Answer } from "../answer.ts";
import type { Caller } from "../read-caller.ts";
import { readRoomLine } from "./read-room-line.ts";

export interface ActStreamsOptions {
  journal: Pick<Journal, "read" | "end">;
  /** Whose journal it is. */
  roomId: string;
  /** Where a PC begins that has heard nothing before. */
  findStart: () => Promise<Position>;
  status: () => RoomStatus;
  /** A PC has come, or gone. */
  onChange: () => void;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  log: (message: string) => void;
}

/** Server-sent events, one stream for each PC: what was done at others, how the room stands, and that a sign of life is wanted. */
export interface ActStreams {
  /** `after`: id of the last act that the PC has had. */
  answer(after: string | null, caller: Caller): Answer;
  sendAct(act: RoomAct, next: Position): void;
  /** Tells all how the room stands now. */
  sendStatus(): void;
  /** Some PC wants to know what the others see now, and not what they saw up to 30 s ago. */
  askForSigns(): void;
  /** PCs that listen. */
  clients(): ReadonlySet<string>;
  close(): void;
}

interface Stream {
  response: ServerResponse;
  /** It has had all that is on disk: what comes from now on is sent as it comes. */
  isLive: boolean;
  /** Something was told to those that are live: it is on disk, and has to be read. */
  hasMissed: boolean;
}

/** More than one collector serves; each is an open connection. */
const MOST_STREAMS = 500;
/** A PC that has not read so many bytes is cut off; it goes on from the last act that it has had. */
const MOST_UNREAD_BYTES = 1024 * 1024;
/** So often at most, milliseconds: less than the pause in which a PC asks again. */
const SIGNS_PAUSE = 3_000;
const WINDOW = { lines: 1_000, bytes: 1024 * 1024 };

export function createActStreams({ journal, roomId, findStart, status, onChange, setTimer, log }: ActStreamsOptions): ActStreams {
  const streams = new Map<string, Stream>();
  let cancelHeartbeat = setTimer(beat, ROOM_HEARTBEAT);
  let isClosed = false;
  let cancelPause: (() => void) | undefined;

  const isOpen = ({ response }: Stream): boolean => !response.destroyed && !response.writableEnded;

  function send(stream: Stream, text: string): void {
    if (!isOpen(stream)) return; // it has been ended, and its PC has not read to the end yet
    const { response } = stream;
    response.write(text);
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  }

  function beat(): void {
    cancelHeartbeat = setTimer(beat, ROOM_HEARTBEAT);
    for (const stream of streams.values()) send(stream, ": alive\n\n");
  }

  async function catchUp(stream: Stream, after: string | null): Promise<void> {
    let at = findPlace(after) ?? (await findStart());
    while (isOpen(stream) && !stream.isLive) {
      stream.hasMissed = false;
      const lines = await journal.read(at, WINDOW);
      // What is written from here on is still to be told to all: nothing is between the two, some may come twice.
      stream.isLive = lines.length === 0 && !stream.hasMissed;
      for (const { text, next } of lines) {
        at = next;
        const event = text.includes(ACT_MARK) ? readRoomLine(text)?.event : undefined;
        if (event && isRoomAct(event) && !isOfOnePc(event.alarmId)) send(stream, writeAct(roomId, event, next));
      }
    }
  }

  /** A place behind the end is one of a journal that was put back to an earlier state. */
  function findPlace(after: string | null): Position | undefined {
    const place = parsePlace(roomId, after ?? "");
    const end = journal.end();
    return place && place.segment === end.segment && place.offset > end.offset ? undefined : place;
  }

  function open(response: ServerResponse, clientId: string, after: string | null): void {
    streams.get(clientId)?.response.destroy(); // one that the network has lost
    const stream = { response, isLive: false, hasMissed: false };
    streams.set(clientId, stream);
    response.on("close", () => {
      if (streams.get(clientId) !== stream) return;
      streams.delete(clientId);
      onChange();
    });
    send(stream, writeStatus(status()));
    catchUp(stream, after).catch((error: unknown) => {
      log(`acts for ${clientId}: ${String(error)}`);
      response.destroy();
    });
    onChange();
  }

  return {
    answer(after, { clientId }) {
      if (clientId === undefined) return refuse(422, "who listens? User-Agent: MTXWatch/<version> (<client id>)");
      if (isClosed) return refuseForNow("this collector is being closed");
      if (streams.size >= MOST_STREAMS && !streams.has(clientId)) return refuseForNow(`${MOST_STREAMS} PCs listen already`);
      return { status: 200, body: "", contentType: "text/event-stream", open: (response) => open(response, clientId, after) };
    },
    sendAct(act, next) {
      const text = writeAct(roomId, act, next);
      for (const stream of streams.values()) {
        if (stream.isLive) send(stream, text);
        else stream.hasMissed = true;
      }
    },
    sendStatus() {
      const text = writeStatus(status());
      for (const stream of streams.values()) send(stream, text);
    },
    askForSigns() {
      if (cancelPause || isClosed) return;
      cancelPause = setTimer(() => (cancelPause = undefined), SIGNS_PAUSE);
      for (const stream of streams.values()) send(stream, "event: sign\ndata: {}\n\n");
    },
    clients: () => new Set(streams.keys()),
    close() {
      isClosed = true;
      cancelHeartbeat();
      cancelPause?.();
      for (const { response } of streams.values()) response.end();
    },
  };
}

function writeAct(roomId: string, act: RoomAct, next: Position): string {
  return `id: ${writePlace(roomId, next)}\nevent: act\ndata: ${JSON.stringify(toAlarmRecord(act))}\n\n`;
}

function writeStatus(status: RoomStatus): string {
  return `event: room\ndata: ${JSON.stringify(status)}\n\n`;
}
