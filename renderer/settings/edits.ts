/** What somebody has changed on the screen and not saved: by key, with what stood there when it was first changed. */
import type { SettingsChanges } from "../../shared/settings-state.ts";
import type { Settings } from "../../shared/settings.ts";
import { readSetting } from "./setting-keys.ts";
import type { SettingKey } from "./setting-keys.ts";

export type Edits = ReadonlyMap<SettingKey, Edit>;

export interface Edit {
  from: unknown;
  /** It need not be valid: it is what was typed. */
  to: unknown;
}

/** With this value; one that is what stands in the settings is no change. */
export function edit(edits: Edits, settings: Settings, key: SettingKey, to: unknown): Edits {
  const next = new Map(edits);
  const present = readSetting(settings, key);
  if (isSame(present, to)) next.delete(key);
  else next.set(key, { from: edits.get(key)?.from ?? present, to });
  return next;
}

/** Without those that the settings say as well by now. */
export function dropDone(edits: Edits, settings: Settings): Edits {
  return new Map([...edits].filter(([key, { to }]) => !isSame(readSetting(settings, key), to)));
}

/** What was changed on while these edits were being saved is compared with what was saved. */
export function rebase(edits: Edits, saved: Edits, settings: Settings): Edits {
  return new Map([...edits].map(([key, { from, to }]) => [key, { from: saved.has(key) ? readSetting(settings, key) : from, to }]));
}

/** Keys that another window has changed since. */
export function listConflicts(edits: Edits, settings: Settings): SettingKey[] {
  return [...edits].flatMap(([key, { from }]) => (isSame(readSetting(settings, key), from) ? [] : [key]));
}

export function without(edits: Edits, keys: readonly SettingKey[]): Edits {
  return new Map([...edits].filter(([key]) => !keys.includes(key)));
}

/** The settings as they would be. */
export function applyEdits(settings: Settings, edits: Edits): Settings {
  const draft = structuredClone(settings);
  for (const [key, { to }] of edits) put(draft, key, to);
  return draft;
}

/** What is sent: the changed keys and nothing else. */
export function makeChanges(edits: Edits): SettingsChanges {
  const changes: SettingsChanges = {};
  for (const [key, { to }] of edits) put(changes, key, to);
  return changes;
}

function put(target: object, key: string, value: unknown): void {
  const names = key.split(".");
  const last = names.pop()!;
  let inner = target as Record<string, unknown>;
  for (const name of names) inner = (inner[name] ??= {}) as Record<string, unknown>;
  inner[last] = value;
}

/** Of JSON: in whatever order the keys stand. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const names = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isSame(a[name as keyof typeof a], b[name as keyof typeof b]));
}
