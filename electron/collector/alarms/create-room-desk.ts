import type { HostFinding } from "../../../shared/alarms/situation.ts";
import type { RoomStatus } from "../../../shared/room/room-status.ts";
import type { PlayWatch } from "../watch-playing.ts";
import type { ActStreams } from "./act-streams.ts";
import { boundCounts } from "./bound-counts.ts";
import type { Counts } from "./bound-counts.ts";
import type { RoomFollower } from "./follow-room.ts";
import { judgeChannels } from "./judge-channels.ts";
import type { ChannelJudgement } from "./judge-channels.ts";
import { createRoomJudge } from "./judge-room.ts";
import { createPresence } from "./presence.ts";
import type { RoomAlerts } from "./tell-room.ts";

export interface RoomDeskOptions {
  room: Pick<RoomFollower, "alarms">;
  streams: Pick<ActStreams, "clients" | "sendStatus">;
  playing: Pick<PlayWatch, "count">;
  /** One PC notices an outage later than another: how long they are waited for. Milliseconds. */
  gathering: number;
  /** Whether what PCs say is kept at the moment. */
  isDiskWell: () => boolean;
  /** Nothing is open, hidden or found. */
  onQuiet: () => void;
  /** Unix milliseconds. */
  now: () => number;
  setTimer: (callback: () => void, milliseconds: number) => () => void;
}

/** Judges the room's alarms when something has changed or is due, and tells the channels and the PCs what has come of it. */
export interface RoomDesk {
  /** A line of the journal has changed an alarm. */
  note(roomId: string): void;
  /** A PC has come or gone, or plays something else. */
  judgeSoon(): void;
  /** What somebody finds wrong, instead of what the same one has found before. */
  setFindings(finder: string, findings: readonly HostFinding[]): void;
  /** As the PCs are told. */
  status(): Omit<RoomStatus, "room">;
  /** The journal is read: from now on it judges, and tells. `alerts` absent: no channel. */
  start(alerts: RoomAlerts | undefined): void;
  close(): void;
}

/** Who finds what is wrong with the collector's channels. */
export const CHANNELS_FINDER = "channels";

/** What changes in one moment is judged together, and told to all once. Milliseconds. */
const JUDGE_AFTER = 200;
/** A timer that waits longer is set again in between. Milliseconds. */
const LONGEST_WAIT = 3_600_000;

export function createRoomDesk({ room, streams, playing, gathering, isDiskWell, onQuiet, now, setTimer }: RoomDeskOptions): RoomDesk {
  const presence = createPresence(now());
  const judge = createRoomJudge(gathering);
  const findings = new Map<string, readonly HostFinding[]>();
  let alerts: RoomAlerts | undefined;
  let counts: Counts = { seen: {}, watch: {} };
  let lastStatus = "";
  let cancelDue: (() => void) | undefined;
  let isSoon = false;
  let isStarted = false;

  const readChannels = (at: number): ChannelJudgement => judgeChannels(findings.get(CHANNELS_FINDER) ?? [], at);

  /** A channel that fails, or a disk that takes nothing, leaves it to the PCs. */
  function readStatus(): Omit<RoomStatus, "room"> {
    const { lost } = readChannels(now());
    const channels = isDiskWell() ? (alerts?.channels ?? []) : [];
    return { sends: channels.filter((channel) => !lost.has(channel)), pcs: streams.clients().size, ...counts };
  }

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
    alerts?.follow({ alarms, events, isMasked: () => false });
    counts = boundCounts({ seen, watch });
    tellStatus();
    if (isQuiet) onQuiet();
    const next = Math.min(presenceDue ?? Infinity, due ?? Infinity, readChannels(at).due);
    if (Number.isFinite(next)) cancelDue = setTimer(judgeNow, Math.min(Math.max(next - at, 0), LONGEST_WAIT));
  }

  function tellStatus(): void {
    const status = JSON.stringify(readStatus());
    if (status !== lastStatus) streams.sendStatus();
    lastStatus = status;
  }

  return {
    note(roomId) {
      // While the journal is read for the first time all PCs count as they did then.
      judge.note(room.alarms().get(roomId)!, { at: isStarted ? now() : 0, isPresent: isStarted ? presence.isPresent : () => true });
      judgeSoon();
    },
    judgeSoon,
    setFindings(finder, found) {
      findings.set(finder, found);
      judgeSoon();
    },
    status: readStatus,
    start(found) {
      alerts = found;
      isStarted = true;
      judgeSoon();
    },
    close() {
      isStarted = false;
      cancelDue?.();
    },
  };
}
