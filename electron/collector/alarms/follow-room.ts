import { boundHiding, isOfOnePc, isRoomAct } from "../../../shared/room/room-act.ts";
import type { RoomAct } from "../../../shared/room/room-act.ts";
import { applyToRoom, roomIdOf } from "../../../shared/room/room-alarm.ts";
import type { RoomAlarm, RoomAlarms } from "../../../shared/room/room-alarm.ts";
import type { Journal, JournalLine, Position } from "../../journal/types.ts";
import { readRoomLine } from "./read-room-line.ts";

export interface FollowRoomOptions {
  /** Lines of the PCs' alarm journals, each with its `clientId`. */
  journal: Pick<Journal, "read" | "onChange">;
  /** From here on the room's present state follows. */
  from: Position;
  /** One line has changed an alarm of the room. Not during the first reading, which begins at the start. */
  onChange: (roomId: string) => void;
  /** What somebody did that concerns all PCs, with the place behind its line. */
  onAct: (act: RoomAct, next: Position) => void;
  /** Unix milliseconds. */
  now: () => number;
  log: (message: string) => void;
}

/** The room's alarms as the collector's journal has them: one reader of it, for everybody. */
export interface RoomFollower {
  alarms(): RoomAlarms;
  /** Up to where it has been read. */
  position(): Position;
  /** Nothing of what was read so far matters any more. */
  forget(): void;
  /** Resolves when all that is on disk now has been read. */
  catchUp(): Promise<void>;
  close(): void;
}

const WINDOW = { lines: 1_000, bytes: 1024 * 1024 };
/** A wall of 64 streams has some hundred alarms in its life. Who names new ones without end fills neither the memory here nor the other PCs' journals. */
const MOST_NAMED = 5_000;

export function followRoom({ journal, from, onChange, onAct, now, log }: FollowRoomOptions): RoomFollower {
  const room = new Map<string, RoomAlarm>();
  /** How many alarms each PC was the first to name, by client id. */
  const named = new Map<string, number>();
  let position = from;
  let isClosed = false;
  let reading: Promise<void> | undefined;
  let isDue = false;

  function take({ text, next }: JournalLine): void {
    const line = readRoomLine(text);
    if (!line) return;
    const { clientId, event } = line;
    const count = named.get(clientId) ?? 0;
    const isKnown = room.has(roomIdOf(event.alarmId, clientId));
    if (!isKnown && count >= MOST_NAMED) return;
    const id = applyToRoom(room, clientId, boundHiding(event, now()));
    if (!isKnown && id !== undefined) {
      named.set(clientId, count + 1);
      if (count + 1 === MOST_NAMED)
        log(`alarms: the PC ${clientId} has named ${MOST_NAMED}; until the room is quiet no other one of its is taken`);
    }
    if (id !== undefined) onChange(id);
    if (isRoomAct(event) && !isOfOnePc(event.alarmId)) onAct(event, next);
  }

  async function readToEnd(): Promise<void> {
    try {
      while (!isClosed && isDue) {
        isDue = false;
        const lines = await journal.read(position, WINDOW);
        for (const line of lines) {
          take(line);
          position = line.next;
        }
        isDue ||= lines.length > 0;
      }
    } catch (error) {
      log(`alarms of the room cannot be read: ${String(error)}`);
    } finally {
      reading = undefined; // in the same moment in which it was found that nothing is due
    }
  }

  function wake(): Promise<void> {
    if (isClosed) return Promise.resolve();
    isDue = true;
    reading ??= readToEnd();
    return reading;
  }

  const stopWatching = journal.onChange(() => void wake());
  return {
    alarms: () => room,
    position: () => position,
    forget() {
      room.clear();
      named.clear();
    },
    catchUp: wake,
    close() {
      isClosed = true;
      stopWatching();
    },
  };
}
