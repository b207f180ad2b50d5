import type { HourOfWeek } from "../../shared/log-search.ts";
import { isInHour } from "../../shared/match-log-filter.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { listHourEdges } from "../../shared/statistics/local-buckets.ts";

export const DAY = 86_400_000;
const WEEK = 7 * DAY;

/**
 * Whether `t` is in this hour of the week. `days`: those of UTC that have rows, as days since 1970, in order; one stray record of another
 * century is no more than one of them. While the zone's offset stays, the hour comes every week, and one division finds it.
 */
export function hourOfWeekSql(wanted: HourOfWeek, days: readonly number[]): string {
  const spans: Interval[] = [];
  for (const span of days.flatMap((day) => listHours(day * DAY, wanted))) {
    const last = spans.at(-1);
    // Midnight of UTC may cut it, and in autumn it comes twice.
    if (last?.to === span.from) last.to = span.to;
    else spans.push(span);
  }
  const conditions: string[] = [];
  for (let first = 0; first < spans.length;) {
    const { from, to } = spans[first]!;
    let next = first + 1;
    while (spans[next] && isSameHour(spans[first]!, spans[next]!)) next++;
    conditions.push(`t >= ${from} and t < ${spans[next - 1]!.to} and (t - ${from}) % ${WEEK} < ${to - from}`);
    first = next;
  }
  return conditions.length === 0 ? "false" : conditions.map((each) => `(${each})`).join(" or ");
}

function listHours(midnight: number, wanted: HourOfWeek): Interval[] {
  const edges = listHourEdges({ from: midnight, to: midnight + DAY });
  return edges.slice(1).flatMap((to, n) => (isInHour(edges[n]!, wanted) ? [{ from: edges[n]!, to }] : []));
}

function isSameHour(first: Interval, other: Interval): boolean {
  return (other.from - first.from) % WEEK === 0 && other.to - other.from === first.to - first.from;
}
