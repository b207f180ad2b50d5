import { parseSafely } from "../../shared/parse-safely.ts";
import { settingsSchema } from "../../shared/settings.ts";
import { isObject, parseSettings } from "./read-settings.ts";
import type { RawSettings } from "./read-settings.ts";

/** A value whose absence is wrong takes along what it stands in, one level a pass: so deep are settings. */
const MOST_PASSES = 10;

/** The settings without what is not valid, such as the choices of a later version; undefined where nothing sensible is left. */
export function dropInvalid(raw: RawSettings): RawSettings | undefined {
  const kept = structuredClone(raw);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const parsed = parseSafely(settingsSchema, kept);
    if (parsed.success) {
      const servers = new Set(parsed.data.servers.map(({ id }) => id));
      if (Array.isArray(kept.streams)) kept.streams = kept.streams.filter(({ serverId }: RawSettings) => servers.has(String(serverId)));
      return parseSettings(kept).ok ? kept : undefined;
    }
    for (const { path } of parsed.error.issues) markInvalid(kept, path);
    sweep(kept);
  }
  return undefined;
}

const INVALID = Symbol("invalid");

/** The value at the path; where there is none, what should have it. */
function markInvalid(kept: RawSettings, path: readonly PropertyKey[]): void {
  let holder: Record<PropertyKey, unknown> = kept;
  for (const [depth, key] of path.entries()) {
    const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
    const next = path[depth + 1];
    const hasNext = next !== undefined && typeof value === "object" && value !== null && Object.hasOwn(value, next);
    if (!hasNext) {
      holder[key] = INVALID;
      return;
    }
    holder = value as Record<PropertyKey, unknown>;
  }
}

function sweep(value: unknown): void {
  if (Array.isArray(value)) value.splice(0, value.length, ...value.filter((each) => each !== INVALID));
  else if (isObject(value)) for (const key of Object.keys(value)) if (value[key] === INVALID) delete value[key];
  if (typeof value === "object" && value !== null) Object.values(value).forEach(sweep);
}
