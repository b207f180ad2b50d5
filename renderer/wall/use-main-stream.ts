import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Player } from "../whep/types.ts";
import type { Playing, WallStream } from "./create-wall-players.ts";

/** The camera's large picture for as long as its tile is enlarged, where it has one. */
export function useMainStream({ player, playMain }: WallStream, enlarged: boolean): Playing | undefined {
  const [main, setMain] = useState<Playing>();
  const play = useRef(playMain);
  useEffect(() => {
    play.current = playMain; // another one after each change of the settings
  });
  const isWanted = enlarged && playMain !== undefined;
  useEffect(() => {
    const playing = isWanted ? play.current?.() : undefined;
    if (!playing) return undefined;
    playing.player.setEnlarged(true);
    setMain(playing);
    return () => {
      setMain(undefined);
      void playing.player.stop();
    };
  }, [isWanted, player]);
  return main;
}

export function useIsPlaying(player: Player | undefined): boolean {
  return useSyncExternalStore(player?.subscribe ?? neverChanges, () => player?.view().state === "playing");
}

function neverChanges(): () => void {
  return () => undefined;
}
