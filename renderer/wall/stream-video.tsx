import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Player } from "../whep/types.ts";
import { playVideo } from "./create-player-video.ts";
import { useDrawingPace } from "./drawing-pace.ts";

/** Widest copy that is kept of a last frame, in pixels: 64 failed tiles must not cost a gigabyte. */
const WIDEST_COPY = 960;

/** So many are drawn beneath a copy before it goes: the first may have been on its way when the element was not drawn yet. */
const PICTURES_BENEATH = 2;
/** Milliseconds. Of a slow camera they come late, and out of sight none is drawn: an old picture must not stay on a tile that plays. */
const LONGEST_BENEATH = 500;

/** What lies over the element: a copy of its last frame, alone or, until its next pictures have been drawn, with the element beneath it. */
type Cover = "none" | "copy" | "leaving";

interface StreamVideoProps {
  player: Player;
  video: HTMLVideoElement;
  /** Unix milliseconds of the frame that stays on the tile; undefined while it plays, or before it ever did. */
  onFrozen: (frameAt: number | undefined) => void;
}

/** The picture; when play ends, a copy of the last frame stays in its place, since a black tile hides what was there. */
export function StreamVideo({ player, video, onFrozen }: StreamVideoProps) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const pace = useDrawingPace();
  const [cover, setCover] = useState<Cover>("none");

  useLayoutEffect(() => {
    place.current?.append(video);
    playVideo(video);
    return () => video.remove();
  }, [video]);

  // Follows the player itself, not a render: the frame must be taken before the element gets another stream.
  useEffect(() => {
    let wasPlaying = player.view().state === "playing";
    let frozenAt: number | undefined;
    const draw = () => {
      setCover((before) => (frozenAt !== undefined ? "copy" : before === "none" ? "none" : "leaving"));
      onFrozen(frozenAt);
    };
    return player.subscribe(() => {
      const { state, lastFrameAt } = player.view();
      const isPlaying = state === "playing";
      if (isPlaying === wasPlaying) return;
      wasPlaying = isPlaying;
      // An offline picture is shown as the server shows it: a copy of it would pass for the camera's last frame.
      const copied = !isPlaying && state !== "offline" && canvas.current ? copyFrame(video, canvas.current) : false;
      if (!isPlaying && !copied) return;
      frozenAt = copied ? (lastFrameAt ?? Date.now()) : undefined;
      // The copy at once: the element may be given another session's media any moment, and be black.
      if (copied) draw();
      else pace.request(draw);
    });
  }, [player, video, pace, onFrozen]);

  // An element that was not drawn has nothing to show at first: without the copy, greyed as it is, it would be black until its next picture.
  useEffect(() => {
    if (cover !== "leaving") return undefined;
    const uncover = () => setCover((now) => (now === "leaving" ? "none" : now));
    let shown = 0;
    const onPicture = () => {
      if (++shown < PICTURES_BENEATH) handle = video.requestVideoFrameCallback(onPicture);
      else pace.request(uncover);
    };
    let handle = video.requestVideoFrameCallback(onPicture);
    const timer = setTimeout(uncover, LONGEST_BENEATH);
    return () => {
      clearTimeout(timer);
      video.cancelVideoFrameCallback(handle);
    };
  }, [cover, video, pace]);

  return (
    <>
      <div ref={place} className="picture-place" data-cover={cover} />
      <canvas ref={canvas} className="tile-picture last-frame" hidden={cover === "none"} />
    </>
  );
}

/** Drawn once: as a filter of the page, each of 64 tiles would be greyed anew for every picture of its neighbours. */
const GREYED = "grayscale(70%) brightness(55%)";

/** False when the element has no picture to copy. */
function copyFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement): boolean {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return false;
  const scale = Math.min(1, WIDEST_COPY / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const context = canvas.getContext("2d");
  if (!context) return false;
  context.filter = GREYED;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return true;
}
