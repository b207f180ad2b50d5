import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import type { Player } from "../whep/types.ts";

/** Widest copy that is kept of a last frame, in pixels: 64 failed tiles must not cost a gigabyte. */
const WIDEST_COPY = 960;

interface StreamVideoProps {
  player: Player;
  media: MediaStream | undefined;
  video: RefObject<HTMLVideoElement | null>;
  /** Unix milliseconds of the frame that stays on the tile; undefined while it plays, or before it ever did. */
  onFrozen: (frameAt: number | undefined) => void;
}

/** The picture; when play ends, a copy of the last frame stays in its place, since a black tile hides what was there. */
export function StreamVideo({ player, media, video, onFrozen }: StreamVideoProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hasCopy, setHasCopy] = useState(false);

  // Follows the player itself, not a render: the frame must be taken before the element gets another stream.
  useEffect(() => {
    let wasPlaying = player.view().state === "playing";
    return player.subscribe(() => {
      const { state, lastFrameAt } = player.view();
      const isPlaying = state === "playing";
      if (isPlaying === wasPlaying) return;
      wasPlaying = isPlaying;
      const copied = !isPlaying && video.current && canvas.current ? copyFrame(video.current, canvas.current) : false;
      if (isPlaying || copied) {
        setHasCopy(copied);
        onFrozen(copied ? (lastFrameAt ?? Date.now()) : undefined);
      }
    });
  }, [player, video, onFrozen]);

  useEffect(() => {
    if (video.current) showMedia(video.current, media);
  }, [media, video]);

  return (
    <>
      <video ref={video} className="tile-picture" muted playsInline autoPlay disablePictureInPicture />
      <canvas ref={canvas} className="tile-picture last-frame" hidden={!hasCopy} />
    </>
  );
}

function showMedia(video: HTMLVideoElement, media: MediaStream | undefined): void {
  video.srcObject = media ?? null; // the DOM's own word for none
  // A play() that a newer stream interrupts is rejected; the newer one is played then.
  if (media) video.play().catch(() => undefined);
}

/** False when the element has no picture to copy. */
function copyFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement): boolean {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return false;
  const scale = Math.min(1, WIDEST_COPY / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return true;
}
