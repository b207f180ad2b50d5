import type { DuckDBValue } from "@duckdb/node-api";
import type { LogFacet } from "../../shared/log-facets.ts";
import type { LogHistogram, LogSummary } from "../../shared/log-api.ts";
import type { SearchFilter } from "../../shared/match-log-filter.ts";
import { divideRange } from "./divide-range.ts";
import { deliverySql, makeFilterSql, recordsSql } from "./filter-sql.ts";
import type { FilterSql } from "./filter-sql.ts";
import type { Row } from "./index-database.ts";
import { readWords, toIso } from "./search-context.ts";
import type { SearchContext } from "./search-context.ts";

export interface SummaryQuestion {
  filter: SearchFilter;
  facets: readonly LogFacet[];
  /** Of each facet. */
  values: number;
  /** Of the histogram; 0: none. */
  buckets: number;
}

/** Counts of what matches: everything that needs the same rows in one pass over them, and one more for each facet that has a choice. */
export async function summarizeIndex(
  { filter, facets, values, buckets }: SummaryQuestion,
  context: SearchContext,
): Promise<Omit<LogSummary, "index">> {
  const sql = await makeFilterSql(filter, context);
  const parts = await divideRange(filter, Math.max(1, buckets), context);
  const open = facets.filter((facet) => sql.facets[facet] === undefined);
  const [counted, damaged, listed, ...chosen] = await Promise.all([
    context.ask(onePass(open, sql, parts.sql, context), sql.values),
    countDamaged([sql.range], [], context),
    sql.isChoosing ? 0 : countDamaged([sql.range, ...sql.rest], sql.values, context),
    ...facets.filter((facet) => sql.facets[facet] !== undefined).map((facet) => countAlone(facet, sql, context)),
  ]);
  const rows = [...counted, ...chosen.flat()];
  const isWord = ({ facet }: Row): boolean => facet !== "delivery";
  const word = await readWords(
    rows.filter(isWord).map(({ value }) => value),
    context,
  );
  const textOf = (row: Row): string => (isWord(row) ? word(row.value) : String(row.value));
  const histogram = counted.filter(({ facet }) => facet === "histogram");
  const sum = (some: readonly Row[]): number => some.reduce((all, { n }) => all + Number(n), 0);
  const records = sum(histogram);
  return {
    records,
    rows: records + listed,
    untimed: sum(histogram.filter(({ part }) => part === null)),
    damaged,
    facets: Object.fromEntries(
      facets.map((facet) => [
        facet,
        rank(rows.filter((row) => row.facet === facet).map((row) => [textOf(row), Number(row.n)])).slice(0, values),
      ]),
    ),
    histogram: buckets > 0 && parts.count > 0 ? makeHistogram(histogram, parts, textOf) : undefined,
  };
}

/** Damaged lines for which all of these hold. */
async function countDamaged(conditions: readonly string[], values: DuckDBValue[], { ask }: SearchContext): Promise<number> {
  const where = ["damaged", ...conditions].map((part) => `(${part})`).join(" and ");
  const [row] = await ask(`select count(*) as n from rows where ${where}`, values);
  return Number(row?.n ?? 0);
}

/** Rows of `facet, value, part, n`: each open facet's counts, and those of the histogram (type and part). */
function onePass(open: readonly LogFacet[], sql: FilterSql, part: string, context: SearchContext): string {
  const columns = open.map((facet) => `${facet === "delivery" ? deliverySql(context) : facet} as ${facet}_`);
  const inner = `select ${[...columns, "type as kind_", `${part} as part`].join(", ")} from rows where ${recordsSql(sql)}`;
  const sets = [...open.map((facet) => `(${facet}_)`), "(kind_, part)"];
  // The histogram's own case comes first: there may be no facet.
  const which = open.map((facet) => `when grouping(${facet}_) = 0 then '${facet}'`).join(" ");
  const values = open.map((facet) => `when grouping(${facet}_) = 0 then ${facet}_::varchar`).join(" ");
  return `select case when grouping(kind_) = 0 then 'histogram' ${which} end as facet,
    case when grouping(kind_) = 0 then kind_::varchar ${values} end as value, part, count(*) as n
    from (${inner}) group by grouping sets (${sets.join(", ")})`;
}

/** A facet that has a choice, as if it had none. */
function countAlone(facet: LogFacet, sql: FilterSql, context: SearchContext): Promise<Row[]> {
  const value = facet === "delivery" ? deliverySql(context) : facet;
  return context.ask(
    `select '${facet}' as facet, (${value})::varchar as value, null as part, count(*) as n from rows where ${recordsSql(sql, facet)} group by all`,
    sql.values,
  );
}

/** Most first; texts that have several numbers are added up. */
function rank(counts: readonly (readonly [string, number])[]): { value: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count);
  const all = [...sums].map(([value, count]) => ({ value, count }));
  return all.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

type Parts = Awaited<ReturnType<typeof divideRange>>;

function makeHistogram(rows: readonly Row[], { from, width, count }: Parts, textOf: (row: Row) => string): LogHistogram {
  const types: Record<string, number[]> = Object.create(null) as Record<string, number[]>;
  for (const row of rows) {
    if (row.part === null) continue;
    const counts = (types[textOf(row)] ??= Array.from({ length: count }, () => 0));
    const part = Number(row.part);
    if (counts[part] !== undefined) counts[part] += Number(row.n);
  }
  return { from: toIso(from), until: toIso(from + width * count), width, types };
}
