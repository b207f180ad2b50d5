import { formatOutageChoice, parseOutageChoice } from "./outage-choice.ts";
import type { OutageChoice } from "./outage-choice.ts";
import { isDay, startOfDay, toDay } from "../ui/log-query.ts";

/** Which time is looked at. Days are local, `YYYY-MM-DD`, both inclusive. */
export type DashboardRange =
  | { kind: "today" }
  /** Up to now, to the minute. */
  | { kind: "lastHours"; hours: number }
  /** Today and the days before it, so many in all. */
  | { kind: "lastDays"; days: number }
  /** `YYYY-MM` */
  | { kind: "month"; month: string }
  | { kind: "days"; from: string; until: string };

/** Everything that is chosen on the dashboard; it stands in the page's address. */
export interface DashboardQuery {
  range: DashboardRange;
  /** Only these; empty: all. */
  streams: string[];
  /** host:port */
  servers: string[];
  /** Data dirs of other PCs, or a collector's, a path a line; "": this PC's own. */
  folder: string;
  /** Of which the list of outages lies over it. */
  outages?: OutageChoice | undefined;
}

const FIRST_RANGE: DashboardRange = { kind: "lastDays", days: 7 };
/** The host answers for no longer time. */
const MOST_DAYS = 400;

/** Reads what `formatDashboardQuery` wrote; whatever it does not know is left out. */
export function parseDashboardQuery(query: string): DashboardQuery {
  const parameters = new URLSearchParams(query);
  const listOf = (name: string) => [...new Set(parameters.getAll(name))].filter((value) => value !== "");
  const outages = parseOutageChoice(parameters);
  return {
    range: parseRange(parameters.get("range") ?? ""),
    streams: listOf("stream"),
    servers: listOf("server"),
    folder: parameters.get("folder") ?? "",
    ...(outages && { outages }),
  };
}

export function formatDashboardQuery({ range, streams, servers, folder, outages }: DashboardQuery): string {
  const pairs = [
    ["range", formatRange(range)],
    ...streams.map((stream) => ["stream", stream]),
    ...servers.map((server) => ["server", server]),
    ...(folder === "" ? [] : [["folder", folder]]),
    ...(outages ? formatOutageChoice(outages) : []),
  ];
  return new URLSearchParams(pairs).toString();
}

function parseRange(text: string): DashboardRange {
  if (text === "today") return { kind: "today" };
  const [, number = "", unit = ""] = /^(\d{1,4})([hd])$/.exec(text) ?? [];
  const length = Number(number);
  if (unit === "h" && length >= 1 && length <= MOST_DAYS * 24) return { kind: "lastHours", hours: length };
  if (unit === "d" && length >= 1 && length <= MOST_DAYS) return { kind: "lastDays", days: length };
  if (/^\d{4}-\d\d$/.test(text) && isDay(`${text}-01`)) return { kind: "month", month: text };
  const [from = "", until = ""] = text.split("~");
  if (isDay(from) && isDay(until)) return from <= until ? { kind: "days", from, until } : { kind: "days", from: until, until: from };
  return FIRST_RANGE;
}

function formatRange(range: DashboardRange): string {
  switch (range.kind) {
    case "today":
      return "today";
    case "lastHours":
      return `${range.hours}h`;
    case "lastDays":
      return `${range.days}d`;
    case "month":
      return range.month;
    default:
      return `${range.from}~${range.until}`;
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The range in UTC, `until` exclusive; `now` (Unix milliseconds) decides what today is. It may reach beyond now: the host ends it there. */
export function toWindow(range: DashboardRange, now: number): { from: string; until: string } {
  const today = toDay(now);
  switch (range.kind) {
    case "today":
      return { from: startOfDay(today, 0), until: startOfDay(today, 1) };
    case "lastHours": {
      const until = Math.ceil(now / MINUTE) * MINUTE;
      return { from: new Date(until - range.hours * HOUR).toISOString(), until: new Date(until).toISOString() };
    }
    case "lastDays":
      return { from: startOfDay(today, 1 - range.days), until: startOfDay(today, 1) };
    case "month": {
      const [year = 0, month = 1] = range.month.split("-").map(Number);
      return { from: new Date(year, month - 1, 1).toISOString(), until: new Date(year, month, 1).toISOString() };
    }
    default:
      return { from: startOfDay(range.from, 0), until: startOfDay(range.until, 1) };
  }
}
