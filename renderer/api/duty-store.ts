import type { ControlRoomApi } from "../../shared/api-names.ts";
import { nextHostDelay } from "../../shared/retry-delay.ts";
import type { DutyState } from "../../shared/shifts-api.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import type { HostBridge } from "./host-bridge.ts";

/** What the page knows of who is on duty. */
export interface DutyKnown {
  /** Undefined: the host has not said yet. */
  duty?: DutyState;
  /** Somebody wants to say who it is, asked or not. */
  isOpen: boolean;
}

export interface DutyStore {
  get(): DutyKnown;
  subscribe(listener: () => void): () => void;
  /** Once the streams are under way. */
  load(): void;
  open(): void;
  close(): void;
}

export interface DutyStoreDeps {
  api: Pick<ControlRoomApi, "getDuty">;
  bridge: Pick<HostBridge, "subscribe" | "isConnected" | "onConnection">;
  setTimeout: (callback: () => void, milliseconds: number) => number;
  random: () => number;
}

export function createDutyStore({ api, bridge, setTimeout, random }: DutyStoreDeps): DutyStore {
  const listeners = createListeners();
  let known: DutyKnown = { isOpen: false };
  let isWanted = false;
  let attempt = 0;
  /** How often it was told: an answer that was asked for before is older. */
  let told = 0;

  function set(change: Partial<DutyKnown>): void {
    known = { ...known, ...change };
    listeners.notify();
  }

  function load(): void {
    isWanted = true;
    const before = told;
    api.getDuty({}).then(
      (duty) => {
        attempt = 0;
        if (told === before) set({ duty });
      },
      () => {
        attempt += 1;
        // A host that is away is asked when it is back.
        if (bridge.isConnected()) setTimeout(load, nextHostDelay(attempt, random()));
      },
    );
  }

  bridge.subscribe("dutyChanged", (duty) => {
    told += 1;
    set({ duty });
  });
  bridge.onConnection(() => bridge.isConnected() && isWanted && load());

  return {
    get: () => known,
    subscribe: listeners.add,
    load,
    open: () => set({ isOpen: true }),
    close: () => known.isOpen && set({ isOpen: false }),
  };
}
