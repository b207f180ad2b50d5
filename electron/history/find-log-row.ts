import type { LogPlace } from "../../shared/log-search.ts";
import type { SearchFilter } from "../../shared/match-log-filter.ts";
import { makeFilterSql, pageSql } from "./filter-sql.ts";
import { scanSource } from "./scan-source.ts";
import type { ScanContext } from "./scan-source.ts";
import { keyOf } from "./search-context.ts";
import type { SearchContext } from "./search-context.ts";

interface RowQuestion {
  filter: SearchFilter;
  at: LogPlace;
}

/** How many rows of a list stand before this one, from its newest; undefined: it is none of them. */
export async function findLogRow({ filter, at }: RowQuestion, context: SearchContext): Promise<number | undefined> {
  const key = keyOf(at, context);
  if (key === undefined) return undefined;
  const sql = await makeFilterSql(filter, context);
  const [found] = await context.ask(
    `select count(*) - 1 as newer, min(key) = ${key} as there from rows where key >= ${key} and ${pageSql(sql)}`,
    sql.values,
  );
  return found?.there === true ? Number(found.newer) : undefined;
}

/** The same from the files. */
export async function scanForLogRow({ filter, at }: RowQuestion, context: ScanContext): Promise<number | undefined> {
  let newer = 0;
  for await (const lines of scanSource({ filter, order: "newestFirst" }, context)) {
    const index = lines.findIndex(({ line }) => line.file === at.file && line.offset === at.offset);
    if (index >= 0) return newer + index;
    newer += lines.length;
  }
  return undefined;
}
