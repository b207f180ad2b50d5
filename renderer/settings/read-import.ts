import { parseSafely } from "../../shared/parse-safely.ts";
import { settingsSchema } from "../../shared/settings.ts";
import type { Settings } from "../../shared/settings.ts";
import { withoutMark } from "../../shared/without-mark.ts";
import { isLocked } from "../api/is-locked.ts";
import { isSame } from "./edits.ts";
import type { Edits } from "./edits.ts";
import { listSettingKeys, readSetting } from "./setting-keys.ts";
import type { SettingKey } from "./setting-keys.ts";

export type ImportedSettings =
  | {
      ok: true;
      edits: Edits;
      /** What the file would change, and the policy does not let it. */
      locked: SettingKey[];
    }
  | { ok: false; problem: "not_json" | "not_settings" }
  /** `where`: keys that are wrong, a few of them. */
  | { ok: false; problem: "invalid"; where: string[] };

const MOST_PLACES = 5;

/** Settings out of a file. What it leaves out stays as it is, and so does what the policy locks. */
export function readImport(text: string, settings: Settings, locks: readonly string[]): ImportedSettings {
  let file: unknown;
  try {
    file = JSON.parse(withoutMark(text));
  } catch {
    return { ok: false, problem: "not_json" };
  }
  if (!isObject(file) || !Object.keys(file).some((key) => Object.hasOwn(settingsSchema.shape, key)))
    return { ok: false, problem: "not_settings" };
  const parsed = parseSafely(settingsSchema, file);
  if (!parsed.success)
    return { ok: false, problem: "invalid", where: parsed.error.issues.slice(0, MOST_PLACES).map(({ path }) => path.join(".")) };
  const changed = listSettingKeys().filter((key) => isSet(file, key) && !isSame(readSetting(parsed.data, key), readSetting(settings, key)));
  const locked = changed.filter((key) => isLocked(locks, key));
  const edits = new Map(
    changed
      .filter((key) => !locked.includes(key))
      .map((key) => [key, { from: readSetting(settings, key), to: readSetting(parsed.data, key) }]),
  );
  const lost = [...findLost(settings, edits), ...findDoubles(edits)];
  return lost.length > 0 ? { ok: false, problem: "invalid", where: lost } : { ok: true, edits, locked };
}

/** Streams whose server would not be there. */
function findLost(settings: Settings, edits: Edits): string[] {
  const servers = (edits.get("servers")?.to ?? settings.servers) as Settings["servers"];
  const streams = (edits.get("streams")?.to ?? settings.streams) as Settings["streams"];
  const known = new Set(servers.map(({ id }) => id));
  return streams.flatMap(({ id, serverId }, i) => (known.has(serverId) ? [] : [`streams.${i}.serverId (${id})`])).slice(0, MOST_PLACES);
}

function findDoubles(edits: Edits): string[] {
  return (["servers", "streams"] as const).flatMap((key) => {
    const seen = new Set<string>();
    const double = ((edits.get(key)?.to ?? []) as { id: string }[]).find(({ id }) => seen.size === seen.add(id).size);
    return double === undefined ? [] : [`${key} (${double.id})`];
  });
}

/** The file itself says it. */
function isSet(file: Record<string, unknown>, key: string): boolean {
  let inner: unknown = file;
  for (const name of key.split(".")) {
    if (!isObject(inner) || !Object.hasOwn(inner, name)) return false;
    inner = inner[name];
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How many entries of a list come, go and change. */
export function countEntries(from: unknown, to: unknown): { added: number; removed: number; changed: number } | undefined {
  if (!Array.isArray(from) || !Array.isArray(to)) return undefined;
  const before = byId(from);
  const after = byId(to);
  const added = [...after.keys()].filter((id) => !before.has(id)).length;
  const removed = [...before.keys()].filter((id) => !after.has(id)).length;
  const changed = [...after].filter(([id, text]) => before.has(id) && before.get(id) !== text).length;
  return { added, removed, changed };
}

/** What has no id is known by what it says. */
function byId(list: unknown[]): Map<unknown, string> {
  return new Map(list.map((each) => [isObject(each) && "id" in each ? each.id : JSON.stringify(each), JSON.stringify(each)]));
}
