import type { ControlRoomApi } from "../../shared/api-names.ts";
import { createTurns } from "../../shared/create-turns.ts";
import { nextHostDelay } from "../../shared/retry-delay.ts";
import { createListeners } from "../../shared/create-listeners.ts";

/** The text of the hand-over that is being written. */
export interface TextKnown {
  text: string;
  /** `waiting`: not with the host yet. `failed`: the host did not take it; it is tried again. */
  phase: "kept" | "waiting" | "failed";
  error?: unknown;
}

/** Keeps what somebody writes with the host, on whichever screen they are by then. */
export interface HandoverText {
  get(): TextKnown;
  subscribe(listener: () => void): () => void;
  type(text: string): void;
  /** As the host has it; what is typed here and not kept yet is newer. */
  take(text: string): void;
  /** Resolves when all that was typed is kept; rejects when the host does not take it. */
  flush(): Promise<void>;
}

export interface HandoverTextDeps {
  api: Pick<ControlRoomApi, "writeHandoverText">;
  setTimeout: (callback: () => void, milliseconds: number) => number;
  random: () => number;
}

/** Whoever types pauses now and then, milliseconds. */
const PAUSE = 1_000;

export function createHandoverText({ api, setTimeout, random }: HandoverTextDeps): HandoverText {
  const listeners = createListeners();
  const inTurn = createTurns();
  let known: TextKnown = { text: "", phase: "kept" };
  let attempt = 0;
  let latest = 0;

  function set(next: TextKnown): void {
    known = next;
    listeners.notify();
  }

  async function keep(): Promise<void> {
    const { text, phase } = known;
    if (phase === "kept") return;
    try {
      await api.writeHandoverText({ text });
    } catch (error) {
      attempt += 1;
      set({ ...known, phase: "failed", error });
      keepAfter(nextHostDelay(attempt, random()));
      throw error;
    }
    attempt = 0;
    if (known.text === text) set({ text, phase: "kept" });
  }

  /** Only the last one that was asked for: each key puts it off. */
  function keepAfter(wait: number): void {
    const own = ++latest;
    setTimeout(() => {
      if (own === latest) inTurn(keep).catch(() => undefined); // it says so itself
    }, wait);
  }

  return {
    get: () => known,
    subscribe: listeners.add,
    type(text) {
      set({ text, phase: "waiting" });
      keepAfter(PAUSE);
    },
    take(text) {
      if (known.phase === "kept" && known.text !== text) set({ text, phase: "kept" });
    },
    flush: () => inTurn(keep),
  };
}
