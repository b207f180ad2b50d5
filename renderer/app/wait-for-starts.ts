import type { Player } from "../whep/types.ts";

/** Resolves when each stream has been answered, or has failed, for the first time. One that another window plays never is. */
export async function waitForStarts(players: readonly Player[]): Promise<void> {
  await Promise.all(players.map(waitForStart));
}

function waitForStart(player: Player): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const { media, failure } = player.view();
      if (!media && !failure) return;
      leave();
      resolve();
    };
    const leave = player.subscribe(look);
    look();
  });
}
