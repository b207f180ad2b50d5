import type { AlarmChanges, AlarmList, AlarmView } from "../../shared/alarms-api.ts";
import type { ControlRoomApi } from "../../shared/api-names.ts";
import { nextHostDelay } from "../../shared/retry-delay.ts";
import { createListeners } from "../../shared/create-listeners.ts";
import type { HostBridge } from "./host-bridge.ts";

/** What the page knows of the alarms. A new object for each change, and each alarm's view stays the same while it says the same. */
export interface AlarmsKnown {
  /** `failed`: the last question was not answered; what was known before stays. */
  phase: "loading" | "ready" | "failed";
  error?: unknown;
  /** All that are not normal, by id. */
  alarms: ReadonlyMap<string, AlarmView>;
}

export interface AlarmStore {
  get(): AlarmsKnown;
  subscribe(listener: () => void): () => void;
  /** Asks for all of them: the first time once the streams are under way, later when somebody wants to try again. */
  load(): void;
}

export interface AlarmStoreDeps {
  api: Pick<ControlRoomApi, "getAlarms">;
  bridge: Pick<HostBridge, "subscribe" | "isConnected" | "onConnection">;
  setTimeout: (callback: () => void, milliseconds: number) => number;
  random: () => number;
}

/**
 * Follows the host's alarms. Changes are numbered: whenever one is missing, or the numbers begin anew as after a host's restart, all are
 * asked for. What is told while an answer is under way is newer than it, or says it again.
 */
export function createAlarmStore({ api, bridge, setTimeout, random }: AlarmStoreDeps): AlarmStore {
  const listeners = createListeners();
  let known: AlarmsKnown = { phase: "loading", alarms: new Map() };
  /** Of the last change that is in `known`; undefined: nothing was asked for yet. */
  let sequence: number | undefined;
  /** What was told since the question under way was asked. */
  let told: AlarmChanges[] | undefined;
  let isWanted = false;
  let isAskedAgain = false;
  let attempt = 0;

  function set(next: AlarmsKnown): void {
    known = next;
    listeners.notify();
  }

  function load(): void {
    isWanted = true;
    if (told) {
      isAskedAgain = true;
      return;
    }
    told = [];
    isAskedAgain = false;
    api.getAlarms({}).then(take, fail);
  }

  function take({ sequence: answered, alarms }: AlarmList): void {
    attempt = 0;
    const later = told ?? [];
    told = undefined;
    let isWhole = !isAskedAgain;
    let next = replaceAll(known.alarms, alarms);
    sequence = answered;
    for (const changes of later) {
      if (changes.sequence <= sequence) continue;
      isWhole &&= changes.sequence === sequence + 1;
      sequence = changes.sequence;
      next = applyChanges(next, changes);
    }
    set({ phase: "ready", alarms: next });
    if (!isWhole) load();
  }

  function fail(error: unknown): void {
    told = undefined;
    attempt += 1;
    set({ phase: "failed", error, alarms: known.alarms });
    // A host that is away is asked when it is back.
    if (bridge.isConnected()) setTimeout(load, nextHostDelay(attempt, random()));
  }

  bridge.subscribe("alarmsChanged", (changes) => {
    if (told) told.push(changes);
    else if (sequence === undefined) return;
    else if (changes.sequence === sequence + 1) {
      sequence = changes.sequence;
      set({ phase: "ready", alarms: applyChanges(known.alarms, changes) });
    } else load();
  });
  // Notifications were missed meanwhile, and another host may number anew.
  bridge.onConnection(() => bridge.isConnected() && isWanted && load());

  return { get: () => known, subscribe: listeners.add, load };
}

function applyChanges(alarms: ReadonlyMap<string, AlarmView>, { changed, removed }: AlarmChanges): ReadonlyMap<string, AlarmView> {
  const next = new Map(alarms);
  for (const view of changed) next.set(view.id, view);
  for (const id of removed) next.delete(id);
  return next;
}

/** What says the same stays the same object: nothing is drawn anew for it. */
function replaceAll(before: ReadonlyMap<string, AlarmView>, alarms: readonly AlarmView[]): ReadonlyMap<string, AlarmView> {
  return new Map(
    alarms.map((view) => {
      const known = before.get(view.id);
      return [view.id, known && JSON.stringify(known) === JSON.stringify(view) ? known : view];
    }),
  );
}
