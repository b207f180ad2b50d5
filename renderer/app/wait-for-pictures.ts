import type { Playing } from "../wall/create-wall-players.ts";
import type { Player } from "../whep/types.ts";

/** Milliseconds for the streams to be answered, and again for those that were to show a picture: they may be many, or their server silent. */
export const LONGEST_WAIT = 500;

/** Resolves when each stream shows its first picture, or has failed, or neither for so long that somebody should read why. */
export async function waitForPictures(
  streams: readonly Playing[],
  setTimeout: (callback: () => void, milliseconds: number) => unknown,
): Promise<void> {
  const atMost = (work: Promise<unknown>) => {
    const tooLong = new Promise<void>((resolve) => void setTimeout(resolve, LONGEST_WAIT));
    return Promise.race([work, tooLong]);
  };
  await atMost(Promise.all(streams.map(({ player }) => waitForStart(player))));
  const coming = streams.filter(({ player }) => player.view().media);
  await atMost(Promise.all(coming.map(({ video }) => waitForFrame(video))));
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
