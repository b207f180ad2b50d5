import type { LogFacet } from "../../shared/log-facets.ts";
import type { HourOfWeek } from "../../shared/log-search.ts";
import { EMPTY_QUERY, formatLogQuery, startOfDay, toDay } from "../ui/log-query.ts";
import type { LogQuery, LogRange } from "../ui/log-query.ts";

/** What a piece of a chart or table stands for; the time is the dashboard's unless given. Unix milliseconds. */
export interface LogSpot {
  from?: number;
  to?: number;
  hourOfWeek?: HourOfWeek;
  /** Milliseconds down: at least, and fewer than. */
  outages?: { longerThan?: number; shorterThan?: number };
  stream?: string;
  server?: string;
  reason?: string;
  type?: string;
  delivery?: string;
}

/** The address of the log viewer with the records of a spot. */
export type LinkToLogs = (spot?: LogSpot) => string;

interface Frame {
  from: number;
  to: number;
  streams: readonly string[];
  servers: readonly string[];
  /** Whose logs, where they are not this PC's own. */
  folder?: string;
}

/** What the dashboard is narrowed to, the log viewer is narrowed to. */
export function createLogLinks({ from, to, streams, servers, folder = "" }: Frame): LinkToLogs {
  return (spot = {}) => {
    const facets: LogQuery["facets"] = {};
    const choose = (facet: LogFacet, value: string | undefined, others: readonly string[] = []) => {
      const include = value === undefined ? [...others] : [value];
      if (include.length > 0) facets[facet] = { include };
    };
    choose("stream", spot.stream, streams);
    choose("server", spot.server, servers);
    choose("reason", spot.reason);
    choose("type", spot.type);
    choose("delivery", spot.delivery);
    const range = toLogRange(spot.from ?? from, spot.to ?? to);
    const window = { from: new Date(from).toISOString(), until: new Date(to).toISOString() };
    const outages = spot.outages && { ...window, ...spot.outages };
    return `#/logs?${formatLogQuery({ ...EMPTY_QUERY, folder, range, hourOfWeek: spot.hourOfWeek, outages, facets })}`;
  };
}

/** Whole local days by their names, as somebody would choose them; anything else to the millisecond. */
export function toLogRange(from: number, to: number): LogRange {
  const isMidnight = (time: number) => Date.parse(startOfDay(toDay(time), 0)) === time;
  if (isMidnight(from) && isMidnight(to)) return { kind: "days", from: toDay(from), until: toDay(to - 1) };
  return { kind: "times", from: new Date(from).toISOString(), until: new Date(to).toISOString() };
}
