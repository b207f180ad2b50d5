import type { Reason } from "../reasons.ts";
import type { LongOutage, Statistics } from "../statistics-api.ts";
import type { Incident } from "./find-incidents.ts";
import { sumByHourOfWeek } from "./heat-map.ts";
import type { Interval } from "./intervals.ts";
import { listDayEdges, listHourEdges } from "./local-buckets.ts";
import { listLongestOutages, MOST_OUTAGES } from "./longest-outages.ts";
import { countByLength } from "./outage-lengths.ts";
import { addStarts, countByType, emptyBuckets, sumByBucket } from "./over-time.ts";
import type { CalendarDay } from "./over-time.ts";
import type { Partition } from "./partition.ts";
import { addCauses, rankCauses } from "./rank-causes.ts";
import type { CauseSums } from "./rank-causes.ts";

/** What is counted over all streams, added up stream by stream. */
export interface Tally {
  /** `buckets`: the stream's own sums by `edges`. */
  add(partition: Partition, incidents: readonly Incident[], buckets: readonly CalendarDay[]): void;
  sum(): Pick<Statistics, "byType" | "days" | "hourOfWeek" | "reasons" | "servers" | "lengths" | "longest">;
}

export function createTally(window: Interval, edges: readonly number[]): Tally {
  const dayEdges = listDayEdges(window);
  const hourEdges = listHourEdges(window);
  const [byType, days, lengths] = [countByType([], edges), sumByBucket([], [], dayEdges), countByLength([])];
  const hours = emptyBuckets(hourEdges);
  const reasons: CauseSums<Reason | null> = new Map();
  const servers: CauseSums<string> = new Map();
  let longest: LongOutage[] = [];
  return {
    add(partition, incidents, buckets) {
      const own = countByType(incidents, edges);
      for (const type of Object.keys(own) as (keyof typeof own)[]) for (const [n, count] of own[type].entries()) byType[type][n]! += count;
      // Every midnight is a full hour: as many edges are the same ones.
      const ownDays = edges.length === dayEdges.length ? buckets : sumByBucket([partition], incidents, dayEdges);
      for (const [n, day] of ownDays.entries()) addDay(days[n]!, day);
      for (const [n, { incidents: count }] of countByLength(incidents).entries()) lengths[n]!.incidents += count;
      const shortest = longest[MOST_OUTAGES - 1]?.down ?? 0;
      longest = listLongestOutages([...longest, ...incidents.filter(({ down }) => down >= shortest)]);
      addStarts(hours, incidents, hourEdges);
      addCauses(reasons, incidents, ({ reason }) => reason ?? null);
      addCauses(servers, incidents, ({ server }) => server);
    },
    sum: () => ({
      byType,
      days,
      hourOfWeek: sumByHourOfWeek(hours, hourEdges),
      reasons: rankCauses(reasons),
      servers: rankCauses(servers),
      lengths,
      longest,
    }),
  };
}

function addDay(sum: CalendarDay, { maintenance, unknown, down, up, incidents }: CalendarDay): void {
  sum.maintenance += maintenance;
  sum.unknown += unknown;
  sum.down += down;
  sum.up += up;
  sum.incidents += incidents;
  sum.availability = sum.up + sum.down === 0 ? undefined : sum.up / (sum.up + sum.down);
}
