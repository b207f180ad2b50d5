import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Settings } from "../../shared/settings.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { createAnnunciator } from "./create-annunciator.ts";
import type { Annunciator } from "./create-annunciator.ts";
import { createSounder } from "./create-sounder.ts";
import type { Sounder } from "./create-sounder.ts";
import { holdSound } from "./hold-sound.ts";

/** The sound of this page's alarms, as long as the page is there. */
export function useAnnunciator(): Pick<Sounder, "unblock"> & { isOn: boolean; isBlocked: boolean } {
  const { alarms, mute } = useHostClient();
  const { settings } = useReadyHost().settings;
  const isOn = soundsHere(settings);
  const [sounder] = useState(() => createSounder(() => new AudioContext()));
  const isBlocked = useSyncExternalStore(sounder.subscribe, sounder.isBlocked);
  const annunciator = useRef<Annunciator>(undefined);
  const latest = useRef(isOn);
  const hasTurn = useRef(false);

  useEffect(() => {
    latest.current = isOn;
    annunciator.current?.update();
  }, [isOn]);
  useEffect(() => {
    const made = createAnnunciator({
      alarms,
      mute,
      isOn: () => latest.current && hasTurn.current,
      now: Date.now,
      setTimer(callback, milliseconds) {
        const timer = window.setTimeout(callback, milliseconds);
        return () => window.clearTimeout(timer);
      },
      play: sounder.play,
    });
    annunciator.current = made;
    return () => {
      made.close();
      sounder.close();
    };
  }, [alarms, mute, sounder]);
  // One that may not sound leaves the turn to another window, until it may.
  useEffect(() => {
    if (isBlocked) return undefined;
    const giveAway = holdSound(navigator.locks, () => {
      hasTurn.current = true;
      annunciator.current?.update();
    });
    return () => {
      giveAway();
      hasTurn.current = false;
    };
  }, [isBlocked]);
  // Any click or key will do.
  useEffect(() => {
    if (!isBlocked) return undefined;
    const types = ["pointerdown", "keydown"] as const;
    for (const type of types) window.addEventListener(type, sounder.unblock);
    return () => {
      for (const type of types) window.removeEventListener(type, sounder.unblock);
    };
  }, [isBlocked, sounder]);

  return { isOn, isBlocked, unblock: sounder.unblock };
}

/** Without a list of PCs it sounds at each. */
export function soundsHere({ alerts: { sound, soundAt }, client }: Pick<Settings, "alerts" | "client">): boolean {
  return sound && (soundAt.length === 0 || soundAt.includes(client.name));
}
