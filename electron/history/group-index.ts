import type { LogFilter, LogGroup, LogGroups } from "../../shared/log-search.ts";
import { divideRange } from "./divide-range.ts";
import { makeFilterSql, recordsSql } from "./filter-sql.ts";
import { NO_TIME } from "./row-batch.ts";
import { placeOf, readWords, toIso } from "./search-context.ts";
import type { SearchContext } from "./search-context.ts";

export interface GroupQuestion {
  filter: LogFilter;
  buckets: number;
  limit: number;
}

/** What matches, by fingerprint (its text: it may have several numbers), most first. */
export async function groupIndex({ filter, buckets, limit }: GroupQuestion, context: SearchContext): Promise<Omit<LogGroups, "index">> {
  const sql = await makeFilterSql(filter, context);
  const parts = await divideRange(filter, buckets, context);
  const rows = await context.ask(
    `with found as (select words.text as print, t, key, stream, type, reason, status, message, ${parts.sql} as part from rows join words on words.id = print where ${recordsSql(sql)}),
      parts as (select print, part, count(*) as n from found group by all),
      trends as (select print, map_from_entries(list((part, n))) as trend from parts where part is not null group by print)
     select g.*, trend from (
       select print, count(*) as n, count(distinct stream) as streams, min(t) filter (t > ${NO_TIME}) as first, max(t) filter (t > ${NO_TIME}) as last,
         max(key) as newest, arg_max(type, key) as type, arg_max(reason, key) as reason, arg_max(status, key) as status, arg_max(message, key) as message
       from found group by print) g left join trends using (print)
     order by n desc, newest desc`,
    sql.values,
  );
  const shown = rows.slice(0, limit);
  const word = await readWords(
    shown.flatMap(({ type, reason, status, message }) => [type, reason, status, message]),
    context,
  );
  const groups = shown.map((row): LogGroup => {
    const trend = Array.from({ length: parts.count }, () => 0);
    for (const { key, value } of (row.trend as { entries: { key: bigint; value: bigint }[] } | null)?.entries ?? [])
      trend[Number(key)] = Number(value);
    return {
      fingerprint: String(row.print),
      type: word(row.type),
      reason: word(row.reason),
      status: word(row.status),
      message: word(row.message),
      count: Number(row.n),
      streams: Number(row.streams),
      ...(row.first === null ? {} : { firstSeen: toIso(Number(row.first)), lastSeen: toIso(Number(row.last)) }),
      trend,
      newest: placeOf(row.newest as bigint, context),
    };
  });
  const range = parts.count === 0 ? {} : { from: toIso(parts.from), until: toIso(parts.from + parts.width * parts.count) };
  return { groups, total: rows.length, ...range };
}
