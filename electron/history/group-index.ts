import type { LogGroup, LogGroups } from "../../shared/log-api.ts";
import type { SearchFilter } from "../../shared/match-log-filter.ts";
import { divideRange } from "./divide-range.ts";
import { makeFilterSql, recordsSql } from "./filter-sql.ts";
import { NO_TIME } from "./row-batch.ts";
import { placeOf, readWords, toIso } from "./search-context.ts";
import type { SearchContext } from "./search-context.ts";

export interface GroupQuestion {
  filter: SearchFilter;
  buckets: number;
  limit: number;
}

/** What matches, by fingerprint (its text: it may have several numbers), most first. */
export async function groupIndex({ filter, buckets, limit }: GroupQuestion, context: SearchContext): Promise<Omit<LogGroups, "index">> {
  const sql = await makeFilterSql(filter, context);
  const parts = await divideRange(filter, buckets, context);
  const rows = await context.ask(
    `with counts as (
       select print, stream, ${parts.sql} as part, count(*) as n, min(t) filter (t > ${NO_TIME}) as first, max(t) as last, max(key) as newest
       from rows where ${recordsSql(sql)} group by all),
     named as (select p.text as print, s.text as stream, counts.* exclude (print, stream)
       from counts join words p on p.id = counts.print join words s on s.id = counts.stream),
     parts as (select print, part, sum(n)::bigint as n from named where part is not null group by all),
     trends as (select print, list(part::int) as parts, list(n) as trend from parts group by print)
     select g.*, parts, trend from (
       select print, sum(n)::bigint as n, count(distinct stream) as streams, min(first) as first, max(last) as last, max(newest) as newest
       from named group by print) g left join trends using (print)
     order by n desc, newest desc`,
    sql.values,
  );
  const shown = rows.slice(0, limit);
  const newest = await readRecords(
    shown.map((row) => row.newest as bigint),
    context,
  );
  const groups = shown.map((row): LogGroup => {
    const trend = Array.from({ length: parts.count }, () => 0);
    const counts = itemsOf(row.trend);
    for (const [index, part] of itemsOf(row.parts).entries()) trend[Number(part)] = Number(counts[index]);
    const record = newest.get(row.newest as bigint);
    return {
      fingerprint: String(row.print),
      type: record?.type ?? "",
      reason: record?.reason ?? "",
      status: record?.status ?? "",
      message: record?.message ?? "",
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

const SHOWN = ["type", "reason", "status", "message"] as const;

async function readRecords(keys: readonly bigint[], context: SearchContext): Promise<Map<bigint, Record<(typeof SHOWN)[number], string>>> {
  if (keys.length === 0) return new Map();
  const rows = await context.ask(`select key, ${SHOWN.join(", ")} from rows where key in (${keys.join(", ")})`);
  const word = await readWords(
    rows.flatMap((row) => SHOWN.map((field) => row[field])),
    context,
  );
  return new Map(
    rows.map(({ key, type, reason, status, message }) => [
      key as bigint,
      { type: word(type), reason: word(reason), status: word(status), message: word(message) },
    ]),
  );
}

/** The items of a DuckDB list. */
function itemsOf(value: unknown): readonly unknown[] {
  return (value as { items: readonly unknown[] } | null)?.items ?? [];
}
