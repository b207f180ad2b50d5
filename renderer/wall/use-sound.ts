import { useEffect, useRef, useState } from "react";
import type { Listening, SoundState } from "../whep/listen.ts";

export interface Sound {
  /** Undefined: nobody listens. */
  state: Exclude<SoundState, "closed"> | undefined;
  toggle: () => void;
}

/** The sound of a picture, from when somebody asks for it until it fails, is left, or no longer wanted. */
export function useSound(listen: (() => Listening) | undefined, isPlaying: boolean): Sound {
  const [state, setState] = useState<Sound["state"]>();
  const present = useRef<Listening>(undefined);

  const toggle = () => {
    if (state === "starting" || state === "sounding") return present.current?.close();
    if (!isPlaying || !listen) return undefined;
    const listening = listen();
    const audio = new Audio();
    present.current = listening;
    setState("starting");
    listening.subscribe(() => {
      if (present.current !== listening) return;
      const next = listening.state();
      audio.srcObject = listening.media() ?? null; // the DOM's own word for none
      if (next === "sounding") audio.play().catch(() => undefined);
      setState(next === "closed" ? undefined : next);
    });
    return undefined;
  };

  useEffect(() => {
    if (!isPlaying) present.current?.close();
  }, [isPlaying]);
  useEffect(() => () => present.current?.close(), []);
  return { state, toggle };
}
