import { whepUrlOf } from "../../shared/whep-url.ts";
import type { ServerSettings, Settings, StreamSettings } from "../../shared/settings.ts";
import { createListeners } from "../api/create-listeners.ts";
import type { Player, PlayerPool } from "../whep/types.ts";

export interface WallStream {
  player: Player;
  serverName: string;
}

export interface WallPlayers {
  /** In the order of the settings; the same array while nothing changed. */
  streams(): readonly WallStream[];
  subscribe(listener: () => void): () => void;
  /** Starts what is new, stops what is gone; what stayed the same plays on. */
  apply(settings: Pick<Settings, "servers" | "streams">): void;
}

export interface WallPlayersDeps {
  pool: Pick<PlayerPool, "createPlayer">;
  getAuthorization: (serverId: string) => Promise<string | undefined>;
}

export function createWallPlayers({ pool, getAuthorization }: WallPlayersDeps): WallPlayers {
  const listeners = createListeners();
  let players = new Map<string, Player>();
  let streams: readonly WallStream[] = [];

  function createPlayer(stream: StreamSettings, server: ServerSettings): Player {
    const needsAuthorization = server.auth.kind !== "none";
    const player = pool.createPlayer({
      id: stream.id,
      name: stream.name || stream.id,
      whepUrl: whepUrlOf(server, stream.path),
      ...(needsAuthorization ? { getAuthorization: () => getAuthorization(server.id) } : {}),
    });
    player.start();
    return player;
  }

  return {
    streams: () => streams,
    subscribe: listeners.add,
    apply(settings) {
      const servers = new Map(settings.servers.map((server) => [server.id, server]));
      const kept = new Map<string, Player>();
      const next: WallStream[] = [];
      for (const stream of settings.streams) {
        const server = servers.get(stream.serverId);
        if (!server || next.some(({ player }) => player.stream.id === stream.id)) continue; // a file edited by hand may name one twice
        const key = JSON.stringify([stream, server.id, server.whepBaseUrl, server.auth]);
        const player = players.get(key) ?? createPlayer(stream, server);
        kept.set(key, player);
        next.push({ player, serverName: server.name || new URL(server.whepBaseUrl).host });
      }
      for (const [key, player] of players) if (!kept.has(key)) void player.stop();
      players = kept;
      streams = next;
      listeners.notify();
    },
  };
}
