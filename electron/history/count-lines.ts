import type { LogFilter } from "../../shared/log-search.ts";
import { sumByHourOfWeek } from "../../shared/statistics/heat-map.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { bucketOf, listBucketEdges, listDayEdges, listHourEdges } from "../../shared/statistics/local-buckets.ts";
import { emptyBuckets } from "../../shared/statistics/over-time.ts";
import type { LineCounts } from "../../shared/statistics-api.ts";
import { makeFilterSql, recordsSql } from "./filter-sql.ts";
import { readWords, toIso } from "./search-context.ts";
import type { SearchContext } from "./search-context.ts";

export interface LinesQuestion {
  window: Interval;
  /** Empty or absent: all. */
  streams?: readonly string[] | undefined;
  servers?: readonly string[] | undefined;
}

/** Records of a window, counted in one pass: what is asked of time is put together from counts of local hours. */
export async function countLines({ window, streams = [], servers = [] }: LinesQuestion, context: SearchContext): Promise<LineCounts> {
  const filter: LogFilter = {
    from: toIso(window.from),
    until: toIso(window.to),
    facets: { stream: { include: [...streams] }, server: { include: [...servers] } },
  };
  const sql = await makeFilterSql(filter, context);
  const hours = listHourEdges(window);
  const rows = await context.ask(
    `select case when grouping(stream) = 0 then 'streams' when grouping(server) = 0 then 'servers' when grouping(reason) = 0 then 'reasons'
      else 'hours' end as part, coalesce(stream, server, reason, type) as word, hour, count(*) as n
      from (select stream, server, reason, type, ${bucketSql(hours)} as hour from rows where ${recordsSql(sql)})
      group by grouping sets ((stream), (server), (reason), (type, hour))`,
    sql.values,
  );
  const textOf = await readWords(
    rows.map(({ word }) => word),
    context,
  );
  const edges = listBucketEdges(window);
  const dayEdges = listDayEdges(window);
  const names = { streams: emptyCounts<number>(), servers: emptyCounts<number>(), reasons: emptyCounts<number>() };
  const [byType, days, byHour] = [emptyCounts<number[]>(), emptyBuckets(dayEdges), emptyBuckets(hours)];
  let total = 0;
  for (const { part, word, hour, n } of rows) {
    const [text, count] = [textOf(word), Number(n)];
    if (part !== "hours") {
      const counts = names[part as keyof typeof names];
      counts[text] = (counts[text] ?? 0) + count;
      continue;
    }
    const from = hours[Number(hour)]!;
    const ofType = (byType[text] ??= emptyBuckets(edges));
    total += count;
    ofType[bucketOf(edges, from)!]! += count;
    days[bucketOf(dayEdges, from)!]! += count;
    byHour[Number(hour)]! += count;
  }
  return { total, ...names, byType, days, hourOfWeek: sumByHourOfWeek(byHour, hours) };
}

/** Names come from files: one may be called `__proto__`. */
function emptyCounts<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** Number of the bucket that holds `t`: edges as far apart as the ones before them are one division. */
function bucketSql(edges: readonly number[]): string {
  const cases: string[] = [];
  for (let first = 0; first < edges.length - 1;) {
    const width = edges[first + 1]! - edges[first]!;
    let last = first + 1;
    while (edges[last + 1] !== undefined && width === edges[last + 1]! - edges[last]!) last++;
    cases.push(`when t < ${edges[last]} then ${first} + (t - ${edges[first]}) // ${width}`);
    first = last;
  }
  return `case ${cases.join(" ")} end`;
}
