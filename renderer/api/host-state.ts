import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { HostInfo } from "../../shared/host-info.ts";
import type { HostStatus } from "../../shared/host-status.ts";
import { nextHostDelay } from "../../shared/retry-delay.ts";
import type { SettingsState } from "../../shared/settings-state.ts";
import type { ApiError } from "./api-error.ts";
import { createApiError, isApiError } from "./api-error.ts";
import type { HostBridge } from "./host-bridge.ts";
import { createListeners } from "../../shared/create-listeners.ts";

/** What the page knows of its host. A new object for each change. */
export type HostState =
  | { phase: "loading" }
  | { phase: "away"; error: ApiError }
  | ({ phase: "ready"; host: HostInfo; connected: boolean } & Told);

/** What the host tells of itself when it changes. */
interface Told {
  settings: SettingsState;
  status: HostStatus;
}

export interface HostStateStore {
  get(): HostState;
  subscribe(listener: () => void): () => void;
  /** After a call that answered with new settings: at once, without waiting for the host's notification. */
  setSettings(settings: SettingsState): void;
  setStatus(status: HostStatus): void;
}

export interface HostStateDeps {
  api: ControlRoomApi;
  bridge: HostBridge;
  setTimeout: (callback: () => void, milliseconds: number) => number;
  random: () => number;
}

/**
 * From the first opening of the notifications until we ask again, milliseconds: what changed between the host's first answers and the
 * opening was told to nobody. Streams that start have the page's thread until then.
 */
const AFTER_OPENING = 2_000;

/** Loads everything at the start and again whenever the host is back, since notifications were missed meanwhile. */
export function createHostState({ api, bridge, setTimeout, random }: HostStateDeps): HostStateStore {
  const listeners = createListeners();
  let state: HostState = { phase: "loading" };
  let attempt = 0;
  let isLost = false;
  let questions = 0;
  /** Since the last question: newer than what it is answered. */
  let told: Partial<Told> = {};

  function set(next: HostState): void {
    state = next;
    listeners.notify();
  }

  function patch(change: Partial<Extract<HostState, { phase: "ready" }>>): void {
    if (state.phase === "ready") set({ ...state, ...change });
  }

  function tell(change: Partial<Told>): void {
    told = { ...told, ...change };
    patch(change);
  }

  async function load(): Promise<void> {
    const question = ++questions;
    told = {};
    try {
      const [host, asked, status] = await Promise.all([api.getHost({}), api.getSettings({}), api.getStatus({})]);
      if (question !== questions) return;
      attempt = 0;
      const settings = state.phase === "ready" ? keepSame(state.settings, asked) : asked;
      set({ phase: "ready", host, settings, status, ...told, connected: bridge.isConnected() });
    } catch (error) {
      if (question !== questions) return;
      attempt += 1;
      if (state.phase !== "ready") set({ phase: "away", error: isApiError(error) ? error : createApiError("internal", String(error)) });
      setTimeout(() => void load(), nextHostDelay(attempt, random()));
    }
  }

  const loadLater = (): void => void setTimeout(() => void load(), AFTER_OPENING);

  bridge.subscribe("settingsChanged", (settings) => tell({ settings }));
  bridge.subscribe("statusChanged", (status) => tell({ status }));
  bridge.onConnection(() => {
    const connected = bridge.isConnected();
    patch({ connected });
    if (connected && state.phase === "ready") {
      if (isLost) void load();
      else loadLater();
    }
    isLost = !connected;
  });
  // Open from the start, as in the desktop app: the first answers came with the page, and are older than that.
  if (bridge.isConnected()) loadLater();
  void load();

  return {
    get: () => state,
    subscribe: listeners.add,
    setSettings: (settings) => tell({ settings }),
    setStatus: (status) => tell({ status }),
  };
}

/** The settings that are known, when those that were asked for say the same: nothing is applied or drawn anew. */
function keepSame(known: SettingsState, asked: SettingsState): SettingsState {
  return JSON.stringify(known) === JSON.stringify(asked) ? known : asked;
}
