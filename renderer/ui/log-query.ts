import { LOG_FACETS } from "../../shared/log-facets.ts";
import type { LogFacet } from "../../shared/log-facets.ts";
import type { HourOfWeek, LogChoice, LogFilter, OutageLengths } from "../../shared/log-search.ts";

/** Which time is shown. Days are local, `YYYY-MM-DD`, both inclusive; times are ISO, `until` exclusive. */
export type LogRange =
  | { kind: "today" }
  | { kind: "last"; hours: number }
  | { kind: "days"; from: string; until: string }
  | { kind: "times"; from: string; until: string }
  | { kind: "all" };

export type LogView = "list" | "groups";

/** Everything that is chosen in the viewer; it stands in the page's address. */
export interface LogQuery {
  range: LogRange;
  /** Of the range only this hour of each week. */
  hourOfWeek: HourOfWeek | undefined;
  /** Only what was written of streams while they were down, in outages of this length. */
  outages: OutageLengths | undefined;
  facets: Partial<Record<LogFacet, LogChoice>>;
  fingerprints: string[];
  text: string;
  damagedOnly: boolean;
  view: LogView;
  /** A folder or file of another PC; "": this PC's own logs. */
  folder: string;
}

export const EMPTY_QUERY: LogQuery = {
  range: { kind: "today" },
  hourOfWeek: undefined,
  outages: undefined,
  facets: {},
  fingerprints: [],
  text: "",
  damagedOnly: false,
  view: "list",
  folder: "",
};

const MOST_HOURS = 24 * 366;

/** Reads what `formatLogQuery` wrote; whatever it does not know is left out. */
export function parseLogQuery(query: string): LogQuery {
  const parameters = new URLSearchParams(query);
  const facets: LogQuery["facets"] = {};
  for (const facet of LOG_FACETS) {
    const include = parameters.getAll(facet);
    const exclude = parameters.getAll(`not.${facet}`);
    if (include.length + exclude.length > 0) facets[facet] = { ...(include.length && { include }), ...(exclude.length && { exclude }) };
  }
  return {
    range: parseRange(parameters.get("range") ?? ""),
    hourOfWeek: parseHourOfWeek(parameters.get("hour") ?? ""),
    outages: parseOutages(parameters.get("outages") ?? ""),
    facets,
    fingerprints: parameters.getAll("group"),
    text: (parameters.get("text") ?? "").slice(0, 500),
    damagedOnly: parameters.has("damaged"),
    view: parameters.get("view") === "groups" ? "groups" : "list",
    folder: parameters.get("folder") ?? "",
  };
}

/** The shortest text that `parseLogQuery` reads back: what is as at first is left out. */
export function formatLogQuery(query: LogQuery): string {
  const pairs: [string, string][] = [];
  const range = formatRange(query.range);
  if (range !== "today") pairs.push(["range", range]);
  if (query.hourOfWeek) pairs.push(["hour", `${query.hourOfWeek.day}-${query.hourOfWeek.hour}`]);
  if (query.outages) pairs.push(["outages", formatOutages(query.outages)]);
  for (const facet of LOG_FACETS) {
    for (const value of query.facets[facet]?.include ?? []) pairs.push([facet, value]);
    for (const value of query.facets[facet]?.exclude ?? []) pairs.push([`not.${facet}`, value]);
  }
  for (const fingerprint of query.fingerprints) pairs.push(["group", fingerprint]);
  if (query.text !== "") pairs.push(["text", query.text]);
  if (query.damagedOnly) pairs.push(["damaged", "1"]);
  if (query.view !== "list") pairs.push(["view", query.view]);
  if (query.folder !== "") pairs.push(["folder", query.folder]);
  return new URLSearchParams(pairs).toString();
}

function parseRange(text: string): LogRange {
  if (text === "all") return { kind: "all" };
  const hours = Number(/^(\d{1,4})h$/.exec(text)?.[1]);
  if (hours >= 1 && hours <= MOST_HOURS) return { kind: "last", hours };
  const [from = "", until = ""] = text.split("~");
  if (isDay(from) && isDay(until)) return from <= until ? { kind: "days", from, until } : { kind: "days", from: until, until: from };
  if (isTime(from) && isTime(until) && from < until) return { kind: "times", from, until };
  return { kind: "today" };
}

/** Weekday and hour: `1-14`. */
function parseHourOfWeek(text: string): HourOfWeek | undefined {
  const [, day, hour] = /^([0-6])-(\d{1,2})$/.exec(text) ?? [];
  return day !== undefined && Number(hour) < 24 ? { day: Number(day), hour: Number(hour) } : undefined;
}

/** Milliseconds and window: `60000~300000~2026-01-01T00:00:00.000Z~2026-01-08T00:00:00.000Z`; a length without bound is left out. */
function parseOutages(text: string): OutageLengths | undefined {
  const [, longerThan, shorterThan, from = "", until = ""] = /^(\d{0,12})~(\d{0,12})~([^~]+)~([^~]+)$/.exec(text) ?? [];
  if (!isTime(from) || !isTime(until) || from >= until) return undefined;
  return { from, until, ...(longerThan && { longerThan: Number(longerThan) }), ...(shorterThan && { shorterThan: Number(shorterThan) }) };
}

function formatOutages({ from, until, longerThan, shorterThan }: OutageLengths): string {
  return [longerThan ?? "", shorterThan ?? "", from, until].join("~");
}

function formatRange(range: LogRange): string {
  switch (range.kind) {
    case "last":
      return `${range.hours}h`;
    case "days":
    case "times":
      return `${range.from}~${range.until}`;
    default:
      return range.kind;
  }
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The question for the history; `now` decides what today is, in Unix milliseconds. */
export function toLogFilter({ range, hourOfWeek, outages, facets, fingerprints, text, damagedOnly }: LogQuery, now: number): LogFilter {
  return {
    ...toTimes(range, now),
    ...(hourOfWeek && { hourOfWeek }),
    ...(outages && { outages }),
    ...(Object.keys(facets).length > 0 && { facets }),
    ...(fingerprints.length > 0 && { fingerprints }),
    ...(text.trim() !== "" && { text: text.trim() }),
    ...(damagedOnly && { damagedOnly }),
  };
}

/** A range without an end goes on growing: the live tail. */
export function toTimes(range: LogRange, now: number): { from?: string; until?: string } {
  switch (range.kind) {
    case "today":
      return { from: startOfDay(toDay(now), 0) };
    case "last":
      return { from: new Date(now - range.hours * 3_600_000).toISOString() };
    case "days":
      return { from: startOfDay(range.from, 0), until: startOfDay(range.until, 1) };
    case "times":
      return { from: range.from, until: range.until };
    default:
      return {};
  }
}

/** The local day of a moment, `YYYY-MM-DD`. */
export function toDay(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Local midnight at which a day begins, `later` days on, in UTC: days of 23 and 25 hours come out right. */
export function startOfDay(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
