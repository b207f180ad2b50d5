import type { Maintenance, Settings } from "./settings.ts";
import { clipIntervals, uniteIntervals } from "./statistics/intervals.ts";
import type { Interval } from "./statistics/intervals.ts";
import { serverOf } from "./whep-url.ts";

export interface StreamName {
  id: string;
  /** host:port, as in its lines: a stream that the settings no longer have has a server, too. */
  server: string;
}

export type MaintenanceSettings = Pick<Settings, "servers" | "maintenance">;

/** When a stream is under maintenance within a window, in order. Days and hours are those of this PC's clock, summer time or not. */
export function listMaintenance(settings: MaintenanceSettings, stream: StreamName, window: Interval): Interval[] {
  return planMaintenance(settings, window)(stream);
}

/** The same for many streams. */
export function planMaintenance({ servers, maintenance }: MaintenanceSettings, window: Interval): (stream: StreamName) => Interval[] {
  const addresses = new Map(servers.map(({ id, whepBaseUrl }) => [id, serverOf(whepBaseUrl)]));
  const plans = maintenance.map((entry) => ({
    streams: new Set(entry.streams),
    servers: new Set(entry.servers.map((id) => addresses.get(id))),
    intervals: listIntervals(entry, window),
  }));
  return ({ id, server }) =>
    uniteIntervals(plans.filter((plan) => plan.streams.has(id) || plan.servers.has(server)).flatMap(({ intervals }) => intervals));
}

function listIntervals({ from, to, weekly }: Maintenance, window: Interval): Interval[] {
  const whole = { from: from === "" ? -Infinity : Date.parse(from), to: to === "" ? Infinity : Date.parse(to) };
  const [held] = clipIntervals([whole], window);
  if (!held) return [];
  return weekly ? listWeekly(weekly, held) : [held];
}

/** Windows of every week within another one: by this PC's clock, on the days on which they begin; `to` at or before `from` is on the next day. */
export function listWeekly(weekly: { days: readonly number[]; from: string; to: string }, within: Interval): Interval[] {
  const [first, listed] = [new Date(within.from), [] as Interval[]];
  const isOvernight = weekly.to <= weekly.from;
  // The first one may have begun the evening before.
  for (let day = first.getDate() - 1; ; day++) {
    const date = new Date(first.getFullYear(), first.getMonth(), day);
    const begin = atClock(date, weekly.from);
    if (begin >= within.to) return clipIntervals(listed, within);
    const lastDay = isOvernight ? new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1) : date;
    if (weekly.days.includes(date.getDay())) listed.push({ from: begin, to: atClock(lastDay, weekly.to) });
  }
}

/** A time that summer time leaves out is an hour later; of one that comes twice it is the first. */
function atClock(date: Date, clock: string): number {
  const [hours, minutes] = clock.split(":").map(Number);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate(), hours, minutes).getTime();
}
