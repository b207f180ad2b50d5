import { join } from "node:path";
import { readAlarmLine } from "../../../shared/alarms/alarm-line.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { MAX_BATCH } from "../../../shared/record.ts";
import type { RoomStatus } from "../../../shared/room/room-status.ts";
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
import { boundCounts } from "./bound-counts.ts";
import type { Counts } from "./bound-counts.ts";
import { followRoom } from "./follow-room.ts";
import { judgeChannels } from "./judge-channels.ts";
import type { ChannelJudgement } from "./judge-channels.ts";
import { createRoomJudge } from "./judge-room.ts";
import { loadRoomId } from "./load-room-id.ts";
import { nameRoom } from "./name-room.ts";
import { createPresence } from "./presence.ts";
import { tellRoom } from "./tell-room.ts";
import type { RoomAlerts, RoomAlertsOptions } from "./tell-room.ts";

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
/** What changes in one moment is judged together, and told to all once. Milliseconds. */
const JUDGE_AFTER = 200;
/** A PC that listens for the first time hears what was done in so many milliseconds, and whatever still holds. */
const ACTS_TOLD = 24 * 3_600_000;
const LONGEST_WAIT = 3_600_000;
const CHANNELS_FINDER = "channels";
/** PCs of a room notice an outage within so many milliseconds of each other. */
const LONGEST_GATHERING = 5_000;

export async function openAlarms({
  dataDir,
  limits,
  playing,
  alerts: wanted,
  setTimer,
  ...options
}: OpenAlarmsOptions): Promise<OpenAlarms> {
  const { now, log } = options;
  const { maxFileMegabytes, compressAfterDays, alarmRetentionDays: retentionDays } = limits;
  const directory = join(dataDir, "logs", "alarms");
  const {
    journal,
    store,
    close: closeStore,
  } = await openStore({
    ...options,
    directory,
    indexFile: join(dataDir, "alarms.sqlite"),
    isGuarded: true, // who has the records' journal has this one
    limits: () => ({ maxFileMegabytes, compressAfterDays, retentionDays, maxTotalMegabytes: MOST_MEGABYTES, minFreeMegabytes: 0 }),
  });
  const roomId = await loadRoomId(directory, log);
  const cursor = createCursor({ directory: join(dataDir, "cursors"), name: "room" });
  const presence = createPresence(now());
  const judge = createRoomJudge(Math.min(LONGEST_GATHERING, (wanted?.settings.alerts.groupWaitSeconds ?? 0) * 1_000));
  const findings = new Map<string, readonly HostFinding[]>();
  let names: ReadonlyMap<string, string> = new Map();
  let outward: RoomAlerts | undefined;
  let lastStatus = "";
  let counts: Counts = { seen: {}, watch: {} };
  let cancelDue: (() => void) | undefined;
  let isSoon = false;
  let isStarted = false;

  const room = followRoom({
    journal,
    from: cursor.load() ?? journal.oldest(),
    onChange(id) {
      // While the journal is read for the first time all PCs count as they did then.
      judge.note(room.alarms().get(id)!, { at: isStarted ? now() : 0, isPresent: isStarted ? presence.isPresent : () => true });
      if (isStarted) judgeSoon();
    },
    onAct: (act, next) => streams.sendAct(act, next),
    now,
    log,
  });
  const streams = createActStreams({ journal, roomId, findStart, status: readStatus, onChange: judgeSoon, setTimer, log });

  const stopFollowing = playing.onChange(judgeSoon);

  async function findStart(): Promise<Position> {
    const recent = await journal.positionAt(now() - ACTS_TOLD);
    const quiet = cursor.load() ?? journal.oldest();
    return (await isBefore(journal, quiet, recent)) ? quiet : recent;
  }

  /** A channel that fails, or a disk that takes nothing, leaves it to the PCs. */
  function readStatus(): RoomStatus {
    const { lost } = readChannels(now());
    const channels = journal.status().state === "ok" ? (outward?.channels ?? []) : [];
    return { room: roomId, sends: channels.filter((channel) => !lost.has(channel)), pcs: streams.clients().size, ...counts };
  }

  const readChannels = (at: number): ChannelJudgement => judgeChannels(findings.get(CHANNELS_FINDER) ?? [], at);

  function judgeSoon(): void {
    if (isSoon || !isStarted) return;
    isSoon = true;
    cancelDue?.();
    cancelDue = setTimer(judgeNow, JUDGE_AFTER);
  }

  function judgeNow(): void {
    isSoon = false;
    const at = now();
    const clients = streams.clients();
    const presenceDue = presence.note(clients, at);
    const { alarms, events, due, isQuiet, seen, watch } = judge.judge({
      at,
      room: room.alarms(),
      isPresent: presence.isPresent,
      countLooking: (alarmId) => playing.count(alarmId, clients, at),
      findings: [...findings.values()].flat(),
    });
    outward?.follow({ alarms, events, isMasked: () => false });
    counts = boundCounts({ seen, watch });
    const status = JSON.stringify(readStatus());
    if (status !== lastStatus) streams.sendStatus();
    lastStatus = status;
    if (isQuiet) {
      cursor.save(room.position());
      room.forget();
    }
    const next = Math.min(presenceDue ?? Infinity, due ?? Infinity, readChannels(at).due);
    if (Number.isFinite(next)) cancelDue = setTimer(judgeNow, Math.min(Math.max(next - at, 0), LONGEST_WAIT));
  }

  await room.catchUp();
  outward =
    wanted &&
    (await tellRoom({
      ...wanted,
      dataDir,
      now,
      setTimer,
      log,
      naming: (known) => nameRoom(room.alarms(), known, names),
      onFindings: (found) => setFindings(CHANNELS_FINDER, found),
    }));
  isStarted = true;
  judgeSoon();

  function setFindings(finder: string, found: readonly HostFinding[], called?: ReadonlyMap<string, string>): void {
    findings.set(finder, found);
    if (called) names = called;
    judgeSoon();
  }

  const take = createTakeLines({ store, isOurs: (line) => readAlarmLine(line) !== undefined });
  return {
    feature: "alarms",
    routes: [
      { method: "POST", path: "/api/v1/alarms", accepts: "application/x-ndjson", maxBytes: MAX_BATCH.bytes, isForPcs: true, answer: take },
      { method: "GET", path: "/api/v1/alarms/acts", isForPcs: true, answer: (query, caller) => streams.answer(query.get("after"), caller) },
    ],
    setFindings,
    askForSigns: streams.askForSigns,
    release: streams.close,
    async close() {
      cancelDue?.();
      streams.close();
      room.close();
      stopFollowing();
      await outward?.close();
      await cursor.flush().catch((error: unknown) => log(`the place in the room's alarms was not kept: ${String(error)}`));
      await closeStore();
    },
  };
}
