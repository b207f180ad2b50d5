import { whepUrlOf } from "../../shared/whep-url.ts";
import type { ServerSettings, Settings, StreamSettings } from "../../shared/settings.ts";
import { createListeners } from "../api/create-listeners.ts";
import type { Player, PlayerPool } from "../whep/types.ts";

export interface WallStream {
  player: Player;
  serverName: string;
  /** Shows the player's picture, on the wall or nowhere. */
  video: HTMLVideoElement;
  /** Plays the camera's large picture, where it has one; whoever calls it stops the player. */
  playMain?: () => Playing;
}

export type Playing = Pick<WallStream, "player" | "video">;

export interface WallPlayers {
  /** In the order of the settings; the same array while nothing changed. */
  streams(): readonly WallStream[];
  subscribe(listener: () => void): () => void;
  /** Starts what is new, stops what is gone; what stayed the same plays on. */
  apply(settings: Pick<Settings, "servers" | "streams">): void;
  /** Ids of the streams whose server plays its own clip in the camera's place; all others do not. */
  noteSlates(streamIds: readonly string[]): void;
}

export interface WallPlayersDeps {
  pool: Pick<PlayerPool, "createPlayer">;
  /** For what is played beside the streams that are watched. */
  besidePool: Pick<PlayerPool, "createPlayer">;
  getAuthorization: (serverId: string) => Promise<string | undefined>;
  createVideo: (player: Player) => HTMLVideoElement;
}

export function createWallPlayers({ pool, besidePool, getAuthorization, createVideo }: WallPlayersDeps): WallPlayers {
  const listeners = createListeners();
  let players = new Map<string, Playing>();
  let streams: readonly WallStream[] = [];

  function play(stream: StreamSettings, server: ServerSettings, role?: "main"): Playing {
    const needsAuthorization = server.auth.kind !== "none";
    const player = (role ? besidePool : pool).createPlayer({
      id: stream.id,
      name: nameOf(stream),
      whepUrl: whepUrlOf(server, role === "main" ? stream.mainPath : stream.path),
      ...(needsAuthorization ? { getAuthorization: () => getAuthorization(server.id) } : {}),
      ...(role && { role }),
    });
    const video = createVideo(player);
    player.start();
    return { player, video };
  }

  return {
    streams: () => streams,
    subscribe: listeners.add,
    apply(settings) {
      const servers = new Map(settings.servers.map((server) => [server.id, server]));
      const kept = new Map<string, Playing>();
      const next: WallStream[] = [];
      for (const stream of settings.streams) {
        const server = servers.get(stream.serverId);
        if (!server || next.some(({ player }) => player.stream.id === stream.id)) continue; // a file edited by hand may name one twice
        // What a player is made of: its name and its alarms' settings may change while it plays.
        const key = JSON.stringify([stream.id, stream.path, server.id, server.whepBaseUrl, server.auth]);
        const playing = players.get(key) ?? play(stream, server);
        playing.player.stream.name = nameOf(stream);
        kept.set(key, playing);
        const playMain = stream.mainPath === "" ? undefined : () => play(stream, server, "main");
        next.push({ ...playing, ...(playMain && { playMain }), serverName: server.name || new URL(server.whepBaseUrl).host });
      }
      for (const [key, { player }] of players) if (!kept.has(key)) void player.stop();
      players = kept;
      streams = next;
      listeners.notify();
    },
    noteSlates(streamIds) {
      for (const { player } of streams) player.setOnSlate(streamIds.includes(player.stream.id));
    },
  };
}

function nameOf({ id, name }: StreamSettings): string {
  return name || id;
}
