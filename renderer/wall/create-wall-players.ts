import { whepUrlOf } from "../../shared/whep-url.ts";
import type { ServerSettings, Settings, StreamSettings } from "../../shared/settings.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import type { Listening } from "../whep/listen.ts";
import type { PlayableStream, Player, PlayerPool } from "../whep/types.ts";

export interface WallStream {
  player: Player;
  serverName: string;
  /** Shows the player's picture, on the wall or nowhere. */
  video: HTMLVideoElement;
  /** Plays the camera's large picture, where it has one; whoever calls it stops the player. */
  playMain?: () => Playing;
  /** Begins to receive its sound: of the large picture, where it has one. */
  listen?: () => Listening;
}

export type Playing = Pick<WallStream, "player" | "video">;

export interface WallPlayers {
  /** What the wall shows, in the order of the settings; the same array while nothing changed. */
  streams(): readonly WallStream[];
  /** The players that watch the streams, those that wait for another window's included: what they tell is told of the streams. */
  watching(): readonly Playing[];
  subscribe(listener: () => void): () => void;
  /** Starts what is new, stops what is gone; what stayed the same plays on. */
  apply(settings: Pick<Settings, "servers" | "streams">): void;
  /**
   * Ids of the streams in sight. One window watches a stream; another one that shows it plays a copy, of which nothing is told. A copy that
   * was begun goes on out of sight, so that pages turn without a gap, until this window watches the stream itself.
   */
  setShown(streamIds: readonly string[]): void;
  /** Ids of the streams whose server plays its own clip in the camera's place; all others do not. */
  noteSlates(streamIds: readonly string[]): void;
}

export interface WallPlayersDeps {
  pool: Pick<PlayerPool, "createPlayer">;
  /** For what is played beside the streams that are watched. */
  besidePool: Pick<PlayerPool, "createPlayer">;
  getAuthorization: (serverId: string) => Promise<string | undefined>;
  createVideo: (player: Player) => HTMLVideoElement;
  listen: (stream: PlayableStream) => Listening;
  setTimeout: (callback: () => void, milliseconds: number) => unknown;
}

/** Milliseconds after which a player that has not begun waits for another window's. */
const GRACE = 1_000;

/** What a player is made of, and its copy. */
interface Watched extends Playing {
  playCopy: () => Playing;
  copy?: Playing;
}

export function createWallPlayers({ pool, besidePool, getAuthorization, createVideo, listen, setTimeout }: WallPlayersDeps): WallPlayers {
  const listeners = createListeners();
  let players = new Map<string, Watched>();
  let streams: readonly (WallStream & { watched: Watched })[] = [];
  let shown: ReadonlySet<string> = new Set();

  function watch(stream: StreamSettings, server: ServerSettings): Watched {
    const watched: Watched = { ...play(stream, server), playCopy: () => play(stream, server, "copy") };
    watched.player.subscribe(() => {
      if (watched.copy && watched.player.view().state === "playing") dropCopy(watched);
    });
    return watched;
  }

  function dropCopy(watched: Watched): void {
    void watched.copy?.player.stop();
    delete watched.copy;
    draw();
  }

  function draw(): void {
    streams = streams.map((stream) => ({ ...stream, ...pick(stream.watched) }));
    listeners.notify();
  }

  function lookForIdle(): void {
    const waiting = streams
      .map(({ watched }) => watched)
      .filter(({ player, copy }) => !copy && shown.has(player.stream.id) && player.view().state === "idle");
    if (waiting.length === 0) return;
    for (const watched of waiting) watched.copy = watched.playCopy();
    draw();
  }

  function describe(stream: StreamSettings, server: ServerSettings, path: string): PlayableStream {
    const needsAuthorization = server.auth.kind !== "none";
    return {
      id: stream.id,
      name: nameOf(stream),
      whepUrl: whepUrlOf(server, path),
      ...(needsAuthorization ? { getAuthorization: () => getAuthorization(server.id) } : {}),
    };
  }

  function play(stream: StreamSettings, server: ServerSettings, role?: "main" | "copy"): Playing {
    const playable = describe(stream, server, role === "main" ? stream.mainPath : stream.path);
    const player = role ? besidePool.createPlayer({ ...playable, role }) : pool.createPlayer(playable);
    const video = createVideo(player);
    player.start();
    return { player, video };
  }

  return {
    streams: () => streams,
    watching: () => streams.map(({ watched }) => watched),
    subscribe: listeners.add,
    apply(settings) {
      const servers = new Map(settings.servers.map((server) => [server.id, server]));
      const kept = new Map<string, Watched>();
      const next: (typeof streams)[number][] = [];
      for (const stream of settings.streams) {
        const server = servers.get(stream.serverId);
        if (!server || next.some(({ player }) => player.stream.id === stream.id)) continue; // a file edited by hand may name one twice
        // What a player is made of: its name and its alarms' settings may change while it plays.
        const key = JSON.stringify([stream.id, stream.path, server.id, server.whepBaseUrl, server.auth]);
        const watched = players.get(key) ?? watch(stream, server);
        for (const { player } of bothOf(watched)) player.stream.name = nameOf(stream);
        kept.set(key, watched);
        const playMain = stream.mainPath === "" ? undefined : () => play(stream, server, "main");
        next.push({
          watched,
          ...pick(watched),
          ...(playMain && { playMain }),
          listen: () => listen(describe(stream, server, stream.mainPath || stream.path)),
          serverName: server.name || new URL(server.whepBaseUrl).host,
        });
      }
      for (const [key, { player, copy }] of players) {
        if (kept.has(key)) continue;
        void player.stop();
        void copy?.player.stop();
      }
      players = kept;
      streams = next;
      listeners.notify();
      setTimeout(lookForIdle, GRACE);
    },
    setShown(streamIds) {
      shown = new Set(streamIds);
      setTimeout(lookForIdle, GRACE);
    },
    noteSlates(streamIds) {
      for (const { watched } of streams) {
        for (const { player } of bothOf(watched)) player.setOnSlate(streamIds.includes(player.stream.id));
      }
    },
  };
}

function pick({ player, video, copy }: Watched): Playing {
  return copy ?? { player, video };
}

function bothOf(watched: Watched): Playing[] {
  return watched.copy ? [watched, watched.copy] : [watched];
}

function nameOf({ id, name }: StreamSettings): string {
  return name || id;
}
