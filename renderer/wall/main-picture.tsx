import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { Player } from "../whep/types.ts";
import { playVideo } from "./create-player-video.ts";
import type { Playing } from "./create-wall-players.ts";

/** The large picture, in sight while it plays: the small one is beneath until its first frame, and again when it fails. */
export function MainPicture({ main: { video }, isShown }: { main: Playing; isShown: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    video.classList.add("main-picture");
    place.current?.append(video);
    playVideo(video);
    return () => video.remove();
  }, [video]);
  return <div ref={place} className="picture-place" hidden={!isShown} />;
}

/** Why the large picture is not there, in one line. */
export function MainNote({ player }: { player: Player }) {
  const { texts } = useI18n();
  const failure = useSyncExternalStore(player.subscribe, () => player.view().failure);
  const state = useSyncExternalStore(player.subscribe, () => player.view().state);
  if (state === "playing" || state === "stopped") return undefined;
  return <p>{failure ? texts.wall.main.failed(texts.reason[failure.reason]) : texts.wall.main.starting}</p>;
}
