import { MOST_SESSIONS } from "../../shared/diagnostics/judge-server.ts";
import type { SessionSeen } from "../../shared/diagnostics/judge-server.ts";
import type { WallPlayers } from "../wall/create-wall-players.ts";

/** Of the wall's streams those that play or fail: the way of their pictures, or why none come. */
export async function readSessions(players: WallPlayers): Promise<SessionSeen[]> {
  const seen = await Promise.all(
    players.streams().map(async ({ player }): Promise<SessionSeen | undefined> => {
      const { state, failure } = player.view();
      const streamId = player.stream.id;
      if (state !== "playing") return failure && { streamId, reason: failure.reason };
      const path = await player.readPath();
      return path && { streamId, path };
    }),
  );
  return seen.filter((each) => each !== undefined).slice(0, MOST_SESSIONS);
}
