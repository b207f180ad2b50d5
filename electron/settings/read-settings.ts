/** Pure parts of the settings: merging sections, what a policy locks, which keys this version does not know. */
import { z } from "zod";
import { isDeeper, MOST_LEVELS } from "../../shared/is-deeper.ts";
import { parseSafely } from "../../shared/parse-safely.ts";
import { cutText } from "../../shared/plain-text.ts";
import type { SettingsWarning } from "../../shared/settings-state.ts";
import { settingsSchema } from "../../shared/settings.ts";
import type { Settings } from "../../shared/settings.ts";

export type RawSettings = Record<string, unknown>;

export type ParsedSettings = { ok: true; settings: Settings } | { ok: false; problem: string };

/** Validates a part of the settings, such as a policy: what it refers to may stand elsewhere. Returns what is wrong. */
export function findProblem(raw: RawSettings): string | undefined {
  if (isDeeper(raw)) return TOO_DEEP;
  const parsed = parseSafely(settingsSchema, raw);
  return parsed.success ? undefined : describeError(parsed.error);
}

/** Validates whole settings. */
export function parseSettings(raw: RawSettings): ParsedSettings {
  if (isDeeper(raw)) return { ok: false, problem: TOO_DEEP };
  const parsed = parseSafely(settingsSchema, raw);
  if (!parsed.success) return { ok: false, problem: describeError(parsed.error) };
  const known = new Set(parsed.data.servers.map(({ id }) => id));
  const lost = parsed.data.streams.find(({ serverId }) => !known.has(serverId));
  if (lost) return { ok: false, problem: `stream "${lost.id}" names the server "${lost.serverId}", which is not in "servers"` };
  const double = firstDouble(parsed.data.streams.map(({ id }) => id)) ?? firstDouble(parsed.data.servers.map(({ id }) => id));
  if (double !== undefined) return { ok: false, problem: `the id "${double}" is there twice` };
  return { ok: true, settings: parsed.data };
}

/** The dotted keys of a part of the settings that this version does not know, and keeps; none where it is not valid. */
export function findUnknown(raw: RawSettings): string[] {
  if (isDeeper(raw)) return [];
  const parsed = parseSafely(settingsSchema, raw);
  return parsed.success ? findUnknownKeys(raw, parsed.data) : [];
}

/** So many unknown keys are named, and so much of each: they go to the page and to the log. */
const MOST_UNKNOWN = 50;
const LONGEST_KEY = 200;

export function warnOfUnknown(keys: readonly string[], file: string): SettingsWarning[] {
  const more = keys.length - MOST_UNKNOWN;
  const named = [...keys.slice(0, MOST_UNKNOWN), ...(more > 0 ? [`… (+${more})`] : [])];
  return named.map((key) => ({ kind: "unknown_key", file, detail: cutText(key, LONGEST_KEY) }));
}

const TOO_DEEP = `nested deeper than ${MOST_LEVELS} levels`;
/** Of a file that is wrong throughout, the first complaints are enough. */
const LONGEST_PROBLEM = 1_000;

function describeError(error: z.ZodError): string {
  return cutText(z.prettifyError(error), LONGEST_PROBLEM);
}

/** Objects whose keys are values, too: what they do not name any more has to go. */
const WHOLE: readonly string[] = ["otlp.headers", "otlp.secretHeaders", "updates.groups"];

/** Objects are merged key by key, everything else in `over` replaces what is in `base`. A key `__proto__` is no key of ours. */
export function mergeSettings(base: RawSettings, over: RawSettings, prefix = ""): RawSettings {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined || key === "__proto__") continue; // assigning it would change what the object inherits
    const present = Object.hasOwn(merged, key) ? merged[key] : undefined;
    const isMerged = isObject(present) && isObject(value) && !WHOLE.includes(prefix + key);
    merged[key] = isMerged ? mergeSettings(present, value, `${prefix}${key}.`) : value;
  }
  return merged;
}

/** Lists whose entries have ids, and what this version knows of an entry. */
const ENTRY_KEYS = {
  servers: Object.keys(settingsSchema.shape.servers.unwrap().element.shape),
  streams: Object.keys(settingsSchema.shape.streams.unwrap().element.shape),
};

/** The changes, with what a newer version keeps in an entry of a list: a page of this one does not know it, and sends the entry without. */
export function keepUnknown(present: RawSettings, changes: RawSettings): RawSettings {
  const kept = { ...changes };
  for (const [name, known] of Object.entries(ENTRY_KEYS)) {
    const [before, after] = [present[name], changes[name]];
    if (!Array.isArray(before) || !Array.isArray(after)) continue;
    const byId = new Map(before.filter(isObject).map((entry) => [entry.id, entry]));
    kept[name] = after.map((entry: unknown) => {
      if (!isObject(entry)) return entry;
      const unknown = Object.entries(byId.get(entry.id) ?? {}).filter(([key]) => !known.includes(key) && key !== "__proto__");
      return { ...Object.fromEntries(unknown), ...entry };
    });
  }
  return kept;
}

/** Dotted keys of everything that an object sets. */
export function listKeys(raw: RawSettings, prefix = ""): string[] {
  return Object.entries(raw).flatMap(([key, value]) => (isObject(value) ? listKeys(value, `${prefix}${key}.`) : [prefix + key]));
}

export function isObject(value: unknown): value is RawSettings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function findUnknownKeys(raw: unknown, parsed: unknown, prefix = ""): string[] {
  if (Array.isArray(raw) && Array.isArray(parsed)) return raw.flatMap((item, i) => findUnknownKeys(item, parsed[i], `${prefix}${i}.`));
  if (!isObject(raw) || !isObject(parsed)) return [];
  return Object.entries(raw).flatMap(([key, value]) =>
    Object.hasOwn(parsed, key) ? findUnknownKeys(value, parsed[key], `${prefix}${key}.`) : [prefix + key],
  );
}

function firstDouble(ids: string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size);
}
