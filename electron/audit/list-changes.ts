import type { SettingChange, SettingChanges } from "../../shared/audit/audit-entry.ts";
import { stripSettings } from "../../shared/diagnostics/strip-settings.ts";
import { cutText } from "../../shared/plain-text.ts";
import { redactText } from "../../shared/redact.ts";
import type { Settings } from "../../shared/settings.ts";

const MOST_CHANGES = 100;
const LONGEST_VALUE = 300;

type Value = SettingChange["from"];

/** Which settings are others than before. Secrets are in no settings; what may be one all the same is named, and its value is not written. */
export function listChanges(before: Settings, after: Settings): SettingChanges {
  const [old, present] = [flatten(before), flatten(after)];
  const keys = [...new Set([...old.keys(), ...present.keys()])].filter(
    (key) => JSON.stringify(old.get(key)) !== JSON.stringify(present.get(key)),
  );
  const changes = keys
    .slice(0, MOST_CHANGES)
    .map((key) => ({ key, ...tell("from", key, old.get(key)), ...tell("to", key, present.get(key)) }));
  return { changes, ...(keys.length > MOST_CHANGES ? { more: keys.length - MOST_CHANGES } : {}) };
}

/** Values by their dotted keys. The order of a list's entries is a value of its own. */
function flatten(value: unknown, key = "", into = new Map<string, unknown>()): Map<string, unknown> {
  if (isEntries(value)) {
    into.set(
      key,
      value.map(({ id }) => id),
    );
    for (const entry of value) flatten(entry, `${key}[${entry.id}]`, into);
  } else if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    for (const [name, each] of Object.entries(value)) flatten(each, key === "" ? name : `${key}.${name}`, into);
  } else into.set(key, value);
  return into;
}

function isEntries(value: unknown): value is { id: string }[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof (entry as { id?: unknown } | null)?.id === "string");
}

/** Any header may hold a key, and the address of an incoming webhook is one. */
const HIDDEN = /^otlp\.headers\./;
const ADDRESS = /\.webhook\.url$/;

function tell(side: "from" | "to", key: string, value: unknown): { from?: Value; to?: Value } {
  return value === undefined || HIDDEN.test(key) ? {} : { [side]: toValue(ADDRESS.test(key) ? tellOrigin(String(value)) : value) };
}

function toValue(value: unknown): Value {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  return cutText(redactText(typeof value === "string" ? value : JSON.stringify(stripSettings(value))), LONGEST_VALUE);
}

function tellOrigin(url: string): string {
  return URL.canParse(url) ? `${new URL(url).origin}/…` : "";
}
