import type { Priority } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmStore } from "../api/alarm-store.ts";
import type { Mute } from "../api/create-mute.ts";
import { decideSound, listAudible } from "./decide-sound.ts";
import type { SoundMemory } from "./decide-sound.ts";

export interface AnnunciatorDeps {
  alarms: Pick<AlarmStore, "get" | "subscribe">;
  mute: Pick<Mute, "until" | "subscribe">;
  isOn: () => boolean;
  now: () => number;
  /** Returns a function that ends it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  play: (priority: Priority) => void;
}

/** Sounds when it is time. */
export interface Annunciator {
  /** The settings may have changed. */
  update(): void;
  close(): void;
}

export function createAnnunciator({ alarms, mute, isOn, now, setTimer, play }: AnnunciatorDeps): Annunciator {
  let memory: SoundMemory = { known: new Set() };
  let cancel: (() => void) | undefined;

  function update(): void {
    cancel?.();
    cancel = undefined;
    const at = now();
    const decision = decideSound(memory, {
      at,
      alarms: listAudible(alarms.get().alarms.values()),
      isOn: isOn(),
      mutedUntil: mute.until(),
    });
    ({ memory } = decision);
    if (decision.play) play(decision.play);
    if (decision.due !== undefined) cancel = setTimer(update, Math.max(0, decision.due - at));
  }

  const ends = [alarms.subscribe(update), mute.subscribe(update)];
  update();
  return {
    update,
    close() {
      for (const end of ends) end();
      cancel?.();
    },
  };
}
