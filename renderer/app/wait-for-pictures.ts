import type { Playing } from "../wall/create-wall-players.ts";
import type { Player } from "../whep/types.ts";

/** Milliseconds without another answer or picture: the server may be silent, and somebody should read why. */
export const LONGEST_SILENCE = 500;
/** Milliseconds after which somebody should be able to use the page, however many are still to come. */
export const LONGEST_WAIT = 3_000;

/** Resolves when each stream shows its first picture, or has failed, or no more of them come so soon. */
export async function waitForPictures(
  streams: readonly Playing[],
  setTimeout: (callback: () => void, milliseconds: number) => unknown,
): Promise<void> {
  const { promise: tooLong, resolve: giveUp } = Promise.withResolvers<void>();
  let steps = 0;
  const noteStep = () => {
    const step = ++steps;
    setTimeout(() => step === steps && giveUp(), LONGEST_SILENCE);
  };
  noteStep();
  setTimeout(giveUp, LONGEST_WAIT);
  const shown = streams.map(async ({ player, video }) => {
    await waitForStart(player);
    noteStep();
    if (!player.view().media) return;
    await waitForFrame(video);
    noteStep();
  });
  await Promise.race([Promise.all(shown), tooLong]);
}

/** Resolves when it has been answered, or has failed, for the first time. One that another window plays never is. */
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

/** The next one that is shown: there may have been some before. */
function waitForFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => void video.requestVideoFrameCallback(() => resolve()));
}
