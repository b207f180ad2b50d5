import { ALARM_KINDS, isOfOneStream } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmKind } from "../../shared/alarms/alarm-kinds.ts";
import type { LogFacet } from "../../shared/log-facets.ts";
import type { Settings } from "../../shared/settings.ts";
import { EMPTY_QUERY, formatLogQuery } from "../ui/log-query.ts";

/** Failures that made an alarm are older than it: by the on-delay, and by what the page waited for. Milliseconds. */
const BEFORE = 60_000;

export interface AlarmSpot {
  kind: AlarmKind;
  source: string;
  from: number;
  to: number;
}

/** The address of the log viewer with the records behind an alarm; undefined: no stream failed because of it. */
export function linkToLog({ kind, source, from, to }: AlarmSpot, streams: Settings["streams"]): string | undefined {
  const facet = chooseFacet(kind, source, streams);
  if (!facet) return undefined;
  // To the end of the second: an address holds whole ones well, and nothing of the last is lost.
  const range = { kind: "times", from: toIso(Math.floor((from - BEFORE) / 1_000) * 1_000), until: toIso(Math.ceil(to / 1_000) * 1_000 + 1_000) } as const; // prettier-ignore
  return `#/logs?${formatLogQuery({ ...EMPTY_QUERY, range, facets: facet.values.length > 0 ? { [facet.name]: { include: facet.values } } : {} })}`;
}

/** All records of one incident. */
export function linkToIncident(incidentId: string): string {
  return `#/logs?${formatLogQuery({ ...EMPTY_QUERY, range: { kind: "all" }, text: incidentId })}`;
}

function chooseFacet(kind: AlarmKind, source: string, streams: Settings["streams"]): { name: LogFacet; values: string[] } | undefined {
  const { topic, owner } = ALARM_KINDS[kind];
  if (owner === "administrator") return undefined;
  if (isOfOneStream(topic)) return { name: "stream", values: [source] };
  if (topic === "site") return { name: "stream", values: streams.filter(({ site }) => site === source).map(({ id }) => id) };
  // Of this PC as a whole: every record.
  return { name: "server", values: source.includes(":") ? [source] : [] };
}

function toIso(time: number): string {
  return new Date(time).toISOString();
}
