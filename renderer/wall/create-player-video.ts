import type { Player } from "../whep/types.ts";

/**
 * The element that shows a player's picture, for as long as the player lives: it takes the session's media at once, drawn on a tile or not.
 * A decoder needs a while to begin, and React a while to draw a wall.
 */
export function createPlayerVideo(player: Player): HTMLVideoElement {
  const video = document.createElement("video");
  Object.assign(video, { className: "tile-picture", muted: true, playsInline: true, autoplay: true, disablePictureInPicture: true });
  let shown: MediaStream | undefined;
  let isFirst = true;
  player.subscribe(() => {
    const { media } = player.view();
    if (media === shown) return;
    shown = media;
    video.srcObject = media ?? null; // the DOM's own word for none
    // At the start only: a wall that recovers would draw its tiles and write its states while others still start.
    if (media && isFirst) video.requestVideoFrameCallback(() => player.noteFrame(media));
    if (media) isFirst = false;
    playVideo(video);
  });
  return video;
}

/** Also when it was put elsewhere: an element that leaves the page pauses. */
export function playVideo(video: HTMLVideoElement): void {
  // A play() that a newer stream interrupts is rejected; the newer one is played then.
  if (video.srcObject) video.play().catch(() => undefined);
}
