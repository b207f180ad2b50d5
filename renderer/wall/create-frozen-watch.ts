import type { FrozenPicture } from "../../shared/state-report.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import type { AttemptFailure, Player } from "../whep/types.ts";
import { judgeFrozen } from "./judge-frozen.ts";
import type { FrozenMemory } from "./judge-frozen.ts";
import type { SampledPicture } from "./sample-picture.ts";

/** Which pictures seem to stand still though frames arrive. */
export interface FrozenWatch {
  /** Unix milliseconds since when the player's picture has not changed, once that is suspicious. */
  since(player: Player): number | undefined;
  /** All that are suspected. */
  list(): FrozenPicture[];
  subscribe(listener: () => void): () => void;
}

export interface FrozenWatchDeps {
  streams: () => readonly { player: Player; video: HTMLVideoElement }[];
  samplePicture: (video: HTMLVideoElement) => Promise<SampledPicture | undefined>;
  /** Of the settings, seconds; 0: nobody looks. */
  afterSeconds: () => number;
  /** In a hidden window elements show old frames. */
  isVisible: () => boolean;
  report: (failure: AttemptFailure) => void;
  makeId: (at: number) => string;
  /** Milliseconds that never jump. */
  now: () => number;
  wallClock: () => number;
  setInterval: (callback: () => void, milliseconds: number) => unknown;
}

/** Milliseconds. One picture in each tick, however many there are: what it costs does not grow with the wall. */
const TICK = 250;
/** Milliseconds between two looks at the same picture: longer than most cameras' distance of key frames. */
const BETWEEN_LOOKS = 5_000;

interface Look {
  at: number;
  frameTime?: number;
  memory?: FrozenMemory;
  /** Unix milliseconds. */
  suspectedSince?: number;
}

/**
 * Looks at one picture after the other. A suspicion is told once, and nothing follows from it: the stream stays up. It ends when the picture
 * moves or the stream stops playing; while nobody can look it stays what it is.
 */
export function createFrozenWatch(deps: FrozenWatchDeps): FrozenWatch {
  const { streams, samplePicture, afterSeconds, isVisible, report, makeId, now, wallClock } = deps;
  const listeners = createListeners();
  const looks = new Map<Player, Look>();
  let isBusy = false;

  const isPlaying = (player: Player) => player.view().state === "playing";

  function forget(player: Player): void {
    const look = looks.get(player);
    looks.delete(player);
    if (look?.suspectedSince !== undefined) listeners.notify();
  }

  /** Of those whose turn it is, the one that was looked at longest ago. */
  function chooseNext(present: ReturnType<typeof streams>) {
    const lastOf = ({ player }: { player: Player }) => looks.get(player)?.at ?? -Infinity;
    const due = present.filter((stream) => isPlaying(stream.player) && now() - lastOf(stream) >= BETWEEN_LOOKS);
    return due.length > 0 ? due.reduce((oldest, stream) => (lastOf(stream) < lastOf(oldest) ? stream : oldest)) : undefined;
  }

  async function lookAt({ player, video }: { player: Player; video: HTMLVideoElement }): Promise<void> {
    const at = now();
    const before = looks.get(player);
    looks.set(player, { ...before, at });
    const picture = await samplePicture(video).catch(() => undefined);
    if (!picture || picture.frameTime === before?.frameTime || !isPlaying(player)) return;
    const [memory, isSuspected] = judgeFrozen(before?.memory, { sample: picture.sample, at }, afterSeconds() * 1_000);
    const look: Look = { at, frameTime: picture.frameTime, memory };
    const suspectedSince = before?.suspectedSince ?? wallClock() - (at - memory.stillFrom);
    looks.set(player, isSuspected ? { ...look, suspectedSince } : look);
    if (isSuspected === (before?.suspectedSince !== undefined)) return;
    if (isSuspected) report(makeFailure(player, Math.round((at - memory.stillFrom) / 1_000)));
    listeners.notify();
  }

  function makeFailure({ stream, view }: Player, seconds: number): AttemptFailure {
    const at = wallClock();
    const { sessionId, statistics } = view();
    return {
      streamId: stream.id,
      streamName: stream.name,
      whepUrl: stream.whepUrl,
      at,
      reason: "frozen_picture",
      phase: "playing",
      attempt: 1,
      incidentId: makeId(at),
      errorMessage: `Picture may be frozen: frames arrive, but nothing in them has changed for ${seconds} s`,
      ...(sessionId !== undefined && { sessionId }),
      ...(statistics && { stats: statistics }),
    };
  }

  function tick(): void {
    const present = streams();
    const isOff = afterSeconds() === 0;
    const kept = new Set(isOff ? [] : present.map(({ player }) => player).filter(isPlaying));
    for (const player of looks.keys()) if (!kept.has(player)) forget(player);
    const next = isOff || isBusy || !isVisible() ? undefined : chooseNext(present);
    if (!next) return;
    isBusy = true;
    void lookAt(next).finally(() => {
      isBusy = false;
    });
  }

  deps.setInterval(tick, TICK);
  return {
    since: (player) => looks.get(player)?.suspectedSince,
    list: () =>
      [...looks].flatMap(([{ stream }, { suspectedSince }]) =>
        suspectedSince === undefined ? [] : [{ streamId: stream.id, since: new Date(suspectedSince).toISOString() }],
      ),
    subscribe: listeners.add,
  };
}
