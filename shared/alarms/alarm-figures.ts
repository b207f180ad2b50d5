/** How well the alarm system itself does (controlroom 1.1): alarms for each ten minutes, floods, and the sources that make too many. */
import { PRIORITIES } from "./alarm-kinds.ts";
import type { Priority } from "./alarm-kinds.ts";
import type { AlarmSpan } from "./create-span-collector.ts";
import type { Interval } from "../statistics/intervals.ts";

export interface AlarmFigures {
  /** Raised within the window. */
  raised: number;
  tenMinutes: {
    bins: number;
    /** The fullest bin. */
    peak: number;
    /** Share of bins with more than 2 (as many as one person can see to) and with more than 10. */
    overTwo: number;
    overTen: number;
  };
  floods: Flood[];
  /** Share of the window; below 1 % is good. */
  floodShare: number;
  /** Ids of alarms that stood longer than 24 h without a break. */
  stale: string[];
  /** Ids of alarms that were raised and cleared three times within a minute. */
  chattering: string[];
  /** Alarms that cleared by themselves within 10 s and did not come again within a minute. */
  fleeting: number;
  /** The ten that were raised most, most first, and their share of all. */
  worst: { alarmId: string; count: number }[];
  worstShare: number;
  priorities: Record<Priority, number>;
}

/** Begins with a bin of more than 10 alarms and ends with one of fewer than 5, which is no part of it. */
export interface Flood extends Interval {
  alarms: number;
  peak: number;
}

export const TEN_MINUTES = 600_000;
const FLOOD = { beginsAbove: 10, endsBelow: 5 };
const STALE_AFTER = 86_400_000;
const CHATTERING = { times: 3, within: 60_000 };
const FLEETING = { shorterThan: 10_000, quietFor: 60_000 };
const WORST = 10;

/** `spans` may begin before the window. Bins are those of the clock: 12:00 to 12:10. */
export function measureAlarms(spans: readonly AlarmSpan[], window: Interval): AlarmFigures {
  const raised = spans.filter(({ raisedAt }) => raisedAt >= window.from && raisedAt < window.to);
  const bins = countBins(raised, window);
  const floods = findFloods(bins, window.from);
  const worst = countById(raised).slice(0, WORST);
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
  return {
    raised: raised.length,
    tenMinutes: {
      bins: bins.length,
      peak: bins.reduce((peak, count) => Math.max(peak, count), 0),
      overTwo: share(bins.filter((count) => count > 2).length, bins.length),
      overTen: share(bins.filter((count) => count > 10).length, bins.length),
    },
    floods,
    floodShare: share(
      floods.reduce((sum, { from, to }) => sum + (to - from) / TEN_MINUTES, 0),
      bins.length,
    ),
    stale: [...new Set(spans.filter((span) => isStale(span, window.to)).map(({ alarmId }) => alarmId))],
    chattering: findChattering(raised),
    fleeting: countFleeting(raised),
    worst,
    worstShare: share(
      worst.reduce((sum, { count }) => sum + count, 0),
      raised.length,
    ),
    priorities: Object.fromEntries(
      PRIORITIES.map((priority) => [priority, raised.filter((span) => span.priority === priority).length]),
    ) as Record<Priority, number>,
  };
}

function startOfBin(time: number): number {
  return Math.floor(time / TEN_MINUTES) * TEN_MINUTES;
}

function countBins(raised: readonly AlarmSpan[], { from, to }: Interval): number[] {
  const first = startOfBin(from);
  const bins = Array.from({ length: Math.max(0, Math.ceil((to - first) / TEN_MINUTES)) }, () => 0);
  for (const { raisedAt } of raised) bins[(startOfBin(raisedAt) - first) / TEN_MINUTES]! += 1;
  return bins;
}

export function findFloods(bins: readonly number[], from: number): Flood[] {
  const floods: Flood[] = [];
  let flood: Flood | undefined;
  for (const [n, count] of bins.entries()) {
    const start = startOfBin(from) + n * TEN_MINUTES;
    if (flood && count < FLOOD.endsBelow) flood = undefined;
    else if (flood) {
      flood.to = start + TEN_MINUTES;
      flood.alarms += count;
      flood.peak = Math.max(flood.peak, count);
    } else if (count > FLOOD.beginsAbove) {
      floods.push((flood = { from: start, to: start + TEN_MINUTES, alarms: count, peak: count }));
    }
  }
  return floods;
}

export function isStale({ raisedAt, clearedAt }: AlarmSpan, now: number): boolean {
  return Math.min(clearedAt ?? now, now) - raisedAt > STALE_AFTER;
}

function findChattering(raised: readonly AlarmSpan[]): string[] {
  return [...groupById(raised)].flatMap(([id, spans]) => {
    const isChattering = spans.some((first, n) => {
      const last = spans[n + CHATTERING.times - 1];
      return last?.clearedAt !== undefined && last.clearedAt - first.raisedAt <= CHATTERING.within;
    });
    return isChattering ? [id] : [];
  });
}

function countFleeting(raised: readonly AlarmSpan[]): number {
  let count = 0;
  for (const spans of groupById(raised).values()) {
    count += spans.filter(({ raisedAt, clearedAt }, n) => {
      if (clearedAt === undefined || clearedAt - raisedAt >= FLEETING.shorterThan) return false;
      const next = spans[n + 1];
      return !next || next.raisedAt - clearedAt >= FLEETING.quietFor;
    }).length;
  }
  return count;
}

function countById(raised: readonly AlarmSpan[]): { alarmId: string; count: number }[] {
  const counts = [...groupById(raised)].map(([alarmId, spans]) => ({ alarmId, count: spans.length }));
  return counts.sort((a, b) => b.count - a.count || (a.alarmId < b.alarmId ? -1 : 1));
}

/** In order of their raises. */
function groupById(spans: readonly AlarmSpan[]): Map<string, AlarmSpan[]> {
  const groups = new Map<string, AlarmSpan[]>();
  for (const span of spans.toSorted((a, b) => a.raisedAt - b.raisedAt)) {
    const group = groups.get(span.alarmId);
    if (group) group.push(span);
    else groups.set(span.alarmId, [span]);
  }
  return groups;
}
