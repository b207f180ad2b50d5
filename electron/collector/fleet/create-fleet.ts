import { createListeners } from "../../../shared/create-listeners.ts";
import { HEARTBEAT_INTERVAL } from "../../../shared/heartbeat-times.ts";
import type { Heartbeat } from "../../../shared/heartbeat.ts";
import type { FleetPc } from "../../../shared/fleet/fleet-view.ts";
import { judgePresence } from "../../../shared/fleet/judge-presence.ts";
import type { AlarmClock } from "../../alarms/create-system-clock.ts";
import { judgeClock } from "../../alarms/judge-clock.ts";
import { createFleetFile, readFleetFile } from "./fleet-file.ts";
import type { KeptPc } from "./fleet-file.ts";

export interface FleetOptions {
  /** Keeps the last sign of each PC over a restart. */
  file: string;
  clock: AlarmClock;
  log: (message: string) => void;
}

/** The PCs that give signs, and those that no longer do. */
export interface Fleet {
  /**
   * Takes a PC's heartbeat. `kept`: what must outlive a crash is on disk (a PC that is new or has said goodbye; else the next one says the
   * same in 30 s). `full`: the room has more PCs than one collector keeps. Rejects when the disk refuses.
   */
  take(heartbeat: Heartbeat): Promise<"kept" | "full">;
  pcs(): FleetPc[];
  /** PCs from which nothing comes any more although they had not said goodbye. */
  silent(): SilentPc[];
  /** Called when others are silent than before. Returns what ends the subscription. */
  onChange(listener: () => void): () => void;
  /** A PC that is no more: it is as if it had never been there. False: there is no such PC. */
  forget(clientId: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface SilentPc {
  clientId: string;
  /** As the settings there name it, and where it stands; its host name. */
  name?: string;
  site?: string;
  hostName?: string;
  /** When its last sign came, Unix milliseconds. */
  since: number;
}

/** More than one collector serves (docs/scale.md); it bounds the file, the page and the series for Prometheus. */
export const MOST_PCS = 500;
/** How often is looked who is silent, and what the own clock does. Milliseconds. */
const LOOK = 5_000;

interface KnownPc {
  heartbeat: Heartbeat;
  /** Unix milliseconds. */
  heardAt: number;
  /** By the steady clock; absent: before this run. */
  heardElapsed?: number;
  isSilent: boolean;
}

export async function openFleet({ file, clock, log }: FleetOptions): Promise<Fleet> {
  const fleetFile = createFleetFile(file);
  const known = new Map((await readFleetFile(file, log)).map((kept) => [kept.clientId, readKept(kept)]));
  const listeners = createListeners();
  let reading = { wall: clock.now(), elapsed: clock.elapsed() };
  let listeningSince = reading.elapsed;
  let cancelLook = clock.setTimer(look, LOOK);
  let cancelSave: (() => void) | undefined;

  const presenceOf = ({ heartbeat, heardElapsed, isSilent }: KnownPc) =>
    judgePresence(
      {
        ...(heardElapsed === undefined ? {} : { heardAt: heardElapsed }),
        isGoodbye: heartbeat.goodbye === true,
        wasSilent: isSilent,
      },
      listeningSince,
      clock.elapsed(),
    );

  const save = (): Promise<void> => fleetFile.save(() => [...known.values()].map(writeKept));

  function saveInTime(): void {
    cancelSave ??= clock.setTimer(() => {
      cancelSave = undefined;
      saveAnyway();
    }, HEARTBEAT_INTERVAL);
  }

  /** A disk that refuses is the journal's to say; here a restart would merely know less. */
  function saveAnyway(): void {
    save().catch((error: unknown) => log(`${file}: ${(error as Error).message}`));
  }

  function look(): void {
    cancelLook = clock.setTimer(look, LOOK);
    const now = { wall: clock.now(), elapsed: clock.elapsed() };
    if (judgeClock(reading, now, LOOK) !== undefined) listeningSince = now.elapsed;
    reading = now;
    const missed = [...known.values()].filter((pc) => !pc.isSilent && presenceOf(pc) === "silent");
    if (missed.length === 0) return;
    for (const pc of missed) pc.isSilent = true;
    saveAnyway();
    listeners.notify();
  }

  /** Whether there is room for one more: who has left, the longest ago first, makes it. Who is silent is still to be missed. */
  function makeRoom(): boolean {
    if (known.size < MOST_PCS) return true;
    const left = [...known.values()].filter((pc) => presenceOf(pc) === "left");
    const [first] = left.sort((a, b) => a.heardAt - b.heardAt);
    return first !== undefined && known.delete(first.heartbeat.clientId);
  }

  return {
    async take(heartbeat) {
      const { clientId } = heartbeat;
      const before = known.get(clientId);
      if (!before && !makeRoom()) return "full";
      known.set(clientId, { heartbeat, heardAt: clock.now(), heardElapsed: clock.elapsed(), isSilent: false });
      if (before?.isSilent) listeners.notify();
      if (before && !before.isSilent && before.heartbeat.goodbye === heartbeat.goodbye) saveInTime();
      else await save();
      return "kept";
    },
    pcs: () =>
      [...known.values()].map((pc) => {
        const { goodbye: _, ...said } = pc.heartbeat;
        return { ...said, presence: presenceOf(pc), heardAt: new Date(pc.heardAt).toISOString() };
      }),
    silent: () => [...known.values()].filter(({ isSilent }) => isSilent).map(describeSilent),
    onChange: listeners.add,
    async forget(clientId) {
      const pc = known.get(clientId);
      if (!pc) return false;
      known.delete(clientId);
      if (pc.isSilent) listeners.notify();
      await save();
      return true;
    },
    async close() {
      cancelLook();
      cancelSave?.();
      await save().catch((error: unknown) => log(`${file}: ${(error as Error).message}`));
    },
  };
}

function readKept({ heardAt, isSilent, ...heartbeat }: KeptPc): KnownPc {
  return { heartbeat, heardAt: Date.parse(heardAt), isSilent };
}

function writeKept({ heartbeat, heardAt, isSilent }: KnownPc): KeptPc {
  return { ...heartbeat, heardAt: new Date(heardAt).toISOString(), isSilent };
}

function describeSilent({ heartbeat: { clientId, name, site, hostName }, heardAt }: KnownPc): SilentPc {
  return {
    clientId,
    ...(name === undefined ? {} : { name }),
    ...(site === undefined ? {} : { site }),
    ...(hostName === undefined ? {} : { hostName }),
    since: heardAt,
  };
}
