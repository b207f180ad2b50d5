import type { RoomView } from "../../shared/alarms/make-alarm-view.ts";
import type { ActClient } from "../../shared/alarms/alarm.ts";
import type { Channel } from "../../shared/alerts/alert-settings.ts";
import type { RoomAct } from "../../shared/room/room-act.ts";
import { CUT_OFF_AFTER } from "../../shared/room/room-status.ts";
import type { RoomStatus } from "../../shared/room/room-status.ts";
import type { CentralAccess } from "../delivery/central-access.ts";
import { createLinesLink } from "../delivery/lines-link.ts";
import type { OutgoingRecord } from "../delivery/read-outgoing.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Journal } from "../journal/types.ts";
import { listenToRoom } from "./listen-to-room.ts";
import { watchRoomId } from "./watch-room-id.ts";

export interface ShareAlarmsOptions {
  access: Pick<CentralAccess, "connection" | "features" | "onChange">;
  /** Of the alarms. */
  journal: Journal;
  cursors: {
    /** Where in it no alarm was open last. */
    alarms: Cursor;
    /** How far central has it. */
    centralAlarms: Cursor;
  };
  /** The data dir. */
  dataDir: string;
  clientId: string;
  /** What was done at other PCs. Resolves when it is on disk. */
  takeActs: (acts: readonly RoomAct[]) => Promise<void>;
  /** Another PC wants to know what is seen here now. */
  onSignWanted: () => void;
  /** What is known of the room has changed, or who sends. */
  onChange: () => void;
  now: () => number;
  random: () => number;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  log: (message: string) => void;
}

/** This PC's alarms as part of a room's, where central announces that; else it is by itself, and all of this says so. */
export interface SharedAlarms {
  view: RoomView;
  /** The collector sends over this channel, and knows of this PC's alarms. */
  isSentElsewhere(channel: Channel): boolean;
  close(): Promise<void>;
}

export function shareAlarms(options: ShareAlarmsOptions): SharedAlarms {
  const { journal, cursors, dataDir, clientId, onChange } = options;
  let status: RoomStatus | undefined;

  const link = createLinesLink({
    ...options,
    feature: "alarms",
    directory: dataDir,
    cursor: cursors.centralAlarms,
    findFirst: () => cursors.alarms.load() ?? journal.oldest(), // all that is open now is in it
    accepts: (record) => isOwn(record, clientId),
    onChange: noteDelivery,
  });
  const noteRoom = watchRoomId({ dataDir, onAnother: link.beginAnew, log: options.log });
  const ear = listenToRoom({
    ...options,
    onStatus(next) {
      status = next;
      noteRoom(next?.room);
      onChange();
    },
    onConnected: () => link.retryNow(), // what waits for a collector that was away need wait no longer
  });

  /** Whether the collector gets what this PC says: one that only listens does not know what to send. */
  let isTaken = false;
  let cancelDoubt: (() => void) | undefined;
  function noteDelivery(): void {
    const { state } = link.status();
    const isWell = state === "idle" || state === "delivering";
    if (isWell || state === "off") {
      cancelDoubt?.();
      cancelDoubt = undefined;
      setTaken(isWell);
    } else cancelDoubt ??= options.setTimer(() => setTaken(false), CUT_OFF_AFTER);
  }

  function setTaken(next: boolean): void {
    if (next === isTaken) return;
    isTaken = next;
    onChange();
  }

  return {
    view: {
      clientId,
      seenBy(alarmId) {
        const pcs = status?.seen[alarmId];
        if (!status || pcs === undefined) return undefined;
        const of = Math.max(pcs, status.watch?.[alarmId] ?? status.pcs);
        return of > 1 ? { pcs, of } : undefined; // by itself it is no room
      },
    },
    isSentElsewhere: (channel) => isTaken && status?.sends.includes(channel) === true,
    async close() {
      cancelDoubt?.();
      await ear.close();
      await link.close();
    },
  };
}

/** What was done at another PC came from there. */
function isOwn({ fields }: OutgoingRecord, clientId: string): boolean {
  const client = fields.client as ActClient | undefined;
  return client?.id === undefined || client.id === clientId;
}
