import type { Priority } from "../../shared/alarms/alarm-kinds.ts";
import { createListeners } from "../../shared/create-listeners.ts";

/** Makes the sounds, where the browser lets it. */
export interface Sounder {
  play(priority: Priority): void;
  /** The browser wants a click or a key first. */
  isBlocked(): boolean;
  /** After a click or a key; what could not sound before sounds now. */
  unblock(): void;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** Hertz, one after the other: urgency by number and height, so that it is told without looking. */
const TONES: Record<Priority, readonly number[]> = { high: [988, 784, 988, 784, 988], medium: [784, 659, 784], low: [659] };
/** Seconds from one tone to the next, of which it sounds a part; nothing begins or ends with a click of the loudspeaker. */
const STEP = 0.18;
const LENGTH = 0.14;
const RAMP = 0.015;
const LOUDNESS = 0.3;
/** A browser that allows sound starts within this, in milliseconds. */
const PATIENCE = 1_000;

export function createSounder(createContext: () => AudioContext): Sounder {
  const listeners = createListeners();
  let context: AudioContext | undefined;
  let isBlocked = false;
  let waiting: Priority | undefined;
  let lastTone: OscillatorNode | undefined;

  function setBlocked(value: boolean): void {
    if (isBlocked === value) return;
    isBlocked = value;
    listeners.notify();
  }

  async function play(priority: Priority): Promise<void> {
    context ??= createContext();
    const present = context;
    waiting = priority;
    // A browser that forbids it lets this wait until somebody has clicked.
    const timer = setTimeout(() => setBlocked(true), PATIENCE);
    // One that says it is running may be about to be suspended.
    await present.resume();
    clearTimeout(timer);
    setBlocked(false);
    // Of what waited together only the last sounds.
    if (waiting !== priority || context !== present) return;
    waiting = undefined;
    const last = ring(present, TONES[priority]);
    lastTone = last;
    // A context that runs keeps the sound card, and a thread, busy.
    last?.addEventListener("ended", () => {
      if (lastTone === last && waiting === undefined) void present.suspend().catch(() => undefined);
    });
  }

  return {
    play: (priority) => void play(priority).catch(() => setBlocked(true)),
    isBlocked: () => isBlocked,
    unblock() {
      if (waiting !== undefined) void play(waiting).catch(() => undefined);
    },
    subscribe: listeners.add,
    close() {
      void context?.close().catch(() => undefined);
      context = undefined;
    },
  };
}

function ring(context: AudioContext, tones: readonly number[]): OscillatorNode | undefined {
  let last: OscillatorNode | undefined;
  for (const [n, frequency] of tones.entries()) {
    const from = context.currentTime + 0.02 + n * STEP;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + RAMP);
    gain.gain.setValueAtTime(LOUDNESS, from + LENGTH - RAMP);
    gain.gain.linearRampToValueAtTime(0, from + LENGTH);
    last = new OscillatorNode(context, { type: "triangle", frequency });
    last.connect(gain).connect(context.destination);
    last.start(from);
    last.stop(from + LENGTH);
  }
  return last;
}
