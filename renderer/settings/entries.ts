/** Entries of the lists in the settings: what a new one begins with, what is shown of one in its table. */
import { z } from "zod";
import type { Auth, Maintenance, ServerSettings, Settings, StreamSettings } from "../../shared/settings.ts";
import type { QuietHours, Route } from "../../shared/alerts/alert-settings.ts";
import type { Words } from "../i18n/i18n-context.tsx";
import { freeId, nextServerId } from "../setup/make-setup.ts";
import { isSame } from "./edits.ts";
import { itemSchemaOf, shapeOf } from "./setting-keys.ts";
import type { ListKey } from "./setting-keys.ts";

export type Entry = Record<string, unknown>;

export const COLUMNS: Record<ListKey, readonly string[]> = {
  servers: ["name", "whepBaseUrl", "auth", "apiUrl", "streams"],
  streams: ["name", "site", "priority", "serverId", "path", "frozenAlarm"],
  maintenance: ["streams", "servers", "weekly", "from", "to"],
  operators: ["name", "pinHash"],
  "alerts.quietHours": ["days", "from", "to"],
  "alerts.routes": ["priority", "owner", "channels"],
};

const EVERY_WORKDAY = [1, 2, 3, 4, 5];
export const NEW_WEEKLY: Maintenance["weekly"] = { days: EVERY_WORKDAY, from: "02:00", to: "04:00" };

export function makeEntry(key: ListKey, { servers }: Settings): Entry {
  const start: Record<ListKey, Entry> = {
    servers: { id: nextServerId(servers), whepBaseUrl: "" } satisfies Partial<ServerSettings>,
    streams: { id: "", serverId: servers[0]?.id ?? "", path: "" } satisfies Partial<StreamSettings>,
    maintenance: {},
    operators: { name: "" },
    "alerts.quietHours": { days: EVERY_WORKDAY, from: "22:00", to: "06:00" } satisfies QuietHours,
    "alerts.routes": { channels: ["email"] } satisfies Route,
  };
  const defaults = Object.entries(shapeOf(itemSchemaOf(key))).flatMap(([name, schema]) =>
    schema instanceof z.ZodDefault ? [[name, structuredClone(schema.parse(undefined))] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...start[key] };
}

/** A stream that has no id yet is called by its path. */
export function completeEntry(key: ListKey, entry: Entry, { streams }: Settings): Entry {
  if (key !== "streams" || entry.id !== "") return entry;
  return { ...entry, id: freeId(String(entry.path), new Set(streams.map(({ id }) => id))) };
}

/** With an entry that was edited: only what was changed of it goes into the one that stands there by now; one that is gone comes back. */
export function putEntry(entries: readonly Entry[], before: Entry, after: Entry): Entry[] {
  const at = findEntry(entries, before);
  if (at < 0) return [...entries, after];
  const changed = Object.keys({ ...before, ...after }).filter((name) => !isSame(before[name], after[name]));
  return entries.with(at, changed.reduce((entry, name) => changeEntry(entry, name, after[name]), entries[at]!)); // prettier-ignore
}

export function removeEntry(entries: readonly Entry[], entry: Entry): Entry[] {
  const at = findEntry(entries, entry);
  return entries.filter((_, i) => i !== at);
}

/** By its id, or by all that it says: another window may have put it elsewhere meanwhile. */
function findEntry(entries: readonly Entry[], entry: Entry): number {
  return entries.findIndex((each) => ("id" in entry ? each.id === entry.id : isSame(each, entry)));
}

/** An entry without what an absent value stands for. */
export function changeEntry(entry: Entry, name: string, value: unknown): Entry {
  const { [name]: _before, ...others } = entry;
  return value === undefined ? others : { ...entry, [name]: value };
}

/** By what people know it. */
export function nameEntry(key: ListKey, entry: Entry, draft: Settings, words: Words): string {
  if (key === "operators") return String(entry.name);
  if (key === "servers" || key === "streams")
    return String(entry.name || entry.whepBaseUrl || entry.path || words.texts.settings.list.unnamed);
  return COLUMNS[key].map((column) => sayCell(column, entry, draft, words)).filter((text) => text !== "").join(" "); // prettier-ignore
}

/** What stands in a column of the table. */
export function sayCell(column: string, entry: Entry, draft: Settings, { texts, formats }: Words): string {
  const { option, everything } = texts.settings;
  const { priority, owner } = texts.alarms;
  const value = entry[column];
  const days = (list: number[]) => list.map(formats.weekday).join(" ");
  switch (column) {
    case "auth":
      return texts.test.authKind[(value as Auth).kind];
    case "streams":
      return Array.isArray(value)
        ? value.map((id) => draft.streams.find((stream) => stream.id === id)?.name || String(id)).join(", ")
        : formats.count(draft.streams.filter(({ serverId }) => serverId === entry.id).length);
    case "servers":
      return (value as string[]).map((id) => draft.servers.find((server) => server.id === id)?.name || id).join(", ");
    case "serverId":
      return draft.servers.find(({ id }) => id === value)?.name || String(value);
    case "priority":
      return Array.isArray(value)
        ? value.map((each: keyof typeof priority) => priority[each]).join(", ")
        : value === undefined ? everything : priority[value as keyof typeof priority]; // prettier-ignore
    case "owner":
      return value === undefined ? everything : owner[value as keyof typeof owner];
    case "channels":
      return (value as (keyof typeof option.channels)[]).map((each) => option.channels[each]).join(", ");
    case "pinHash":
      return value === "" ? "" : "✓";
    case "frozenAlarm":
      return value === true ? "✓" : "";
    case "days":
      return days(value as number[]);
    case "weekly": {
      const weekly = value as Maintenance["weekly"];
      return weekly ? `${days(weekly.days)} ${weekly.from}–${weekly.to}` : "";
    }
    case "from":
    case "to":
      return String(value).replace("T", " ");
    default:
      return String(value ?? "");
  }
}
