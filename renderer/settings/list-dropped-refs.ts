import type { Settings } from "../../shared/settings.ts";

/** Names of secrets that signed in at servers before, and that nothing names any more: a new server that gets such a name would get them. */
export function listDroppedRefs(before: Settings, after: Settings): string[] {
  const named = new Set(listRefs(after));
  return [...new Set(listRefs(before.servers))].filter((secretRef) => !named.has(secretRef));
}

function listRefs(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (!/secretRef$/i.test(key)) return listRefs(inner);
    return typeof inner === "string" && inner !== "" ? [inner] : [];
  });
}
