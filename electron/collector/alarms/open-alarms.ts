import { join } from "node:path";
import { readAlarmLine } from "../../../shared/alarms/alarm-line.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { MAX_BATCH } from "../../../shared/record.ts";
import type { Settings } from "../../../shared/settings.ts";
import { createCursor } from "../../journal/create-cursor.ts";
import { isBefore } from "../../journal/is-before.ts";
import type { Position } from "../../journal/types.ts";
import { openStore } from "../open-store.ts";
import type { StoreOptions } from "../open-store.ts";
import type { CollectorPart } from "../routes.ts";
import { createTakeLines } from "../take-lines.ts";
import type { PlayWatch } from "../watch-playing.ts";
import { createActStreams } from "./act-streams.ts";
import { CHANNELS_FINDER, createRoomDesk } from "./create-room-desk.ts";
import { followRoom } from "./follow-room.ts";
import { loadRoomId } from "./load-room-id.ts";
import { nameRoom } from "./name-room.ts";
import { tellRoom } from "./tell-room.ts";
import type { RoomAlertsOptions } from "./tell-room.ts";

export interface OpenAlarmsOptions extends Pick<StoreOptions, "quarantineDirectory" | "now" | "log"> {
  dataDir: string;
  limits: Settings["logs"];
  /** What the PCs watch, as they say. */
  playing: Pick<PlayWatch, "count" | "onChange">;
  /** Sends what the room's alarms say; absent: nobody does, and the PCs are told so. */
  alerts?: RoomAlertsOptions;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
}

/** The alarms of all PCs as one room's. */
export interface OpenAlarms extends CollectorPart {
  /** What somebody else finds wrong with a PC, instead of what the same one has found before. `names`: of PCs, by client id. */
  setFindings(finder: string, findings: readonly HostFinding[], names?: ReadonlyMap<string, string>): void;
  askForSigns(): void;
  /** Ends the streams of those that listen: a server does not end before them. */
  release(): void;
  close(): Promise<void>;
}

const MOST_MEGABYTES = 4 * 1024;
/** A PC that listens for the first time hears what was done in so many milliseconds, and whatever still holds. */
const ACTS_TOLD = 24 * 3_600_000;
/** PCs of a room notice an outage within so many milliseconds of each other. */
const LONGEST_GATHERING = 5_000;

export async function openAlarms({ dataDir, limits, playing, alerts, setTimer, ...options }: OpenAlarmsOptions): Promise<OpenAlarms> {
  const { now, log } = options;
  const directory = join(dataDir, "logs", "alarms");
  const { journal, store, close: closeStore } = await openAlarmStore(directory, { dataDir, limits, ...options });
  const roomId = await loadRoomId(directory, log);
  const cursor = createCursor({ directory: join(dataDir, "cursors"), name: "room" });
  let names: ReadonlyMap<string, string> = new Map();

  const room = followRoom({
    journal,
    from: cursor.load() ?? journal.oldest(),
    onChange: (id) => desk.note(id),
    onAct: (act, next) => streams.sendAct(act, next),
    now,
    log,
  });
  const streams = createActStreams({
    journal,
    roomId,
    findStart,
    status: () => ({ room: roomId, ...desk.status() }),
    onChange: () => desk.judgeSoon(),
    setTimer,
    log,
  });
  const desk = createRoomDesk({
    room,
    streams,
    playing,
    gathering: Math.min(LONGEST_GATHERING, (alerts?.settings.alerts.groupWaitSeconds ?? 0) * 1_000),
    isDiskWell: () => journal.status().state === "ok",
    onQuiet() {
      cursor.save(room.position());
      room.forget();
    },
    now,
    setTimer,
  });
  const stopFollowing = playing.onChange(desk.judgeSoon);

  async function findStart(): Promise<Position> {
    const recent = await journal.positionAt(now() - ACTS_TOLD);
    const quiet = cursor.load() ?? journal.oldest();
    return (await isBefore(journal, quiet, recent)) ? quiet : recent;
  }

  await room.catchUp();
  const outward =
    alerts &&
    (await tellRoom({
      ...alerts,
      dataDir,
      now,
      setTimer,
      log,
      naming: (known) => nameRoom(room.alarms(), known, names),
      onFindings: (found) => desk.setFindings(CHANNELS_FINDER, found),
    }));
  desk.start(outward);

  const take = createTakeLines({ store, isOurs: (line) => readAlarmLine(line) !== undefined });
  return {
    feature: "alarms",
    routes: [
      { method: "POST", path: "/api/v1/alarms", accepts: "application/x-ndjson", maxBytes: MAX_BATCH.bytes, isForPcs: true, answer: take },
      { method: "GET", path: "/api/v1/alarms/acts", isForPcs: true, answer: (query, caller) => streams.answer(query.get("after"), caller) },
    ],
    setFindings(finder, found, called) {
      if (called) names = called;
      desk.setFindings(finder, found);
    },
    askForSigns: streams.askForSigns,
    release: streams.close,
    async close() {
      desk.close();
      streams.close();
      room.close();
      stopFollowing();
      await outward?.close();
      await cursor.flush().catch((error: unknown) => log(`the place in the room's alarms was not kept: ${String(error)}`));
      await closeStore();
    },
  };
}

function openAlarmStore(directory: string, { dataDir, limits, ...options }: Omit<OpenAlarmsOptions, "playing" | "setTimer">) {
  const { maxFileMegabytes, compressAfterDays, alarmRetentionDays: retentionDays } = limits;
  return openStore({
    ...options,
    directory,
    indexFile: join(dataDir, "alarms.sqlite"),
    isGuarded: true, // who has the records' journal has this one
    limits: () => ({ maxFileMegabytes, compressAfterDays, retentionDays, maxTotalMegabytes: MOST_MEGABYTES, minFreeMegabytes: 0 }),
  });
}
