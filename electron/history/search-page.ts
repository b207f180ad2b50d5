import type { DuckDBValue } from "@duckdb/node-api";
import type { LogRow } from "../../shared/log-api.ts";
import type { LogPlace } from "../../shared/log-search.ts";
import type { SearchFilter } from "../../shared/match-log-filter.ts";
import { judgeDelivery, rejectionOf } from "./delivery-marks.ts";
import { makeFilterSql, pageSql } from "./filter-sql.ts";
import { OFFSET_BITS } from "./index-database.ts";
import { NO_TIME } from "./row-batch.ts";
import { keyOf, placeOf, readWords, toIso } from "./search-context.ts";
import type { SearchContext } from "./search-context.ts";

export interface PageQuestion {
  filter: SearchFilter;
  order: "newestFirst" | "oldestFirst";
  /** Exclusive, in `order`. */
  after: LogPlace | undefined;
  skip: number;
  limit: number;
}

const FIELDS = ["type", "reason", "stream", "server", "status", "client", "message", "print"] as const;

/** Rows of a page, from the index. */
export async function searchPage({ filter, order, after, skip, limit }: PageQuestion, context: SearchContext): Promise<LogRow[]> {
  const sql = await makeFilterSql(filter, context);
  const [sign, direction] = order === "newestFirst" ? (["<", "desc"] as const) : ([">", "asc"] as const);
  const from = after && keyOf(after, context);
  if (after && from === undefined) return [];
  const matching = `${from === undefined ? "true" : `key ${sign} ${from}`} and ${pageSql(sql)}`;
  const near = skip > LONG_WAY ? await passFiles({ matching, values: sql.values, direction, skip }, context) : { condition: "true", skip };
  const rows = await context.ask(
    `select key, t, damaged, sendable, ${FIELDS.join(", ")} from rows
     where ${near.condition} and ${matching} order by key ${direction} limit ${limit} offset ${near.skip}`,
    sql.values,
  );
  const word = await readWords(
    rows.flatMap((row) => FIELDS.map((field) => row[field])),
    context,
  );
  return rows.map((row): LogRow => {
    const at = placeOf(row.key as bigint, context);
    const rejection = rejectionOf(at, context.delivery.rejections);
    const delivery = judgeDelivery({ ...at, isSendable: row.sendable === true }, context.delivery);
    const common = { at, delivery, ...(delivery === "rejected" && rejection ? { rejection } : {}) };
    if (row.damaged === true) return { ...common, damaged: word(row.message) };
    const [type, reason, stream, server, status, client, message, fingerprint] = FIELDS.map((field) => word(row[field])) as Texts;
    const time = Number(row.t) === NO_TIME ? {} : { time: toIso(Number(row.t)) };
    return { ...common, fields: { ...time, type, reason, stream, server, status, client, message, fingerprint } };
  });
}
type Texts = [string, string, string, string, string, string, string, string];

/** Rows from which on counting whole files is faster than sorting all rows that are passed over. */
const LONG_WAY = 2_000;

interface Way {
  matching: string;
  values: DuckDBValue[];
  direction: "asc" | "desc";
  skip: number;
}

/** Leaves out the files that are passed over whole. */
async function passFiles({ matching, values, direction, skip }: Way, { ask }: SearchContext): Promise<{ condition: string; skip: number }> {
  const files = await ask(
    `select key >> ${OFFSET_BITS} as id, count(*) as n from rows where ${matching} group by id order by id ${direction}`,
    values,
  );
  let left = skip;
  for (const { id, n } of files) {
    const first = (id as bigint) << OFFSET_BITS;
    if (left < Number(n))
      return { condition: direction === "asc" ? `key >= ${first}` : `key < ${first + (1n << OFFSET_BITS)}`, skip: left };
    left -= Number(n);
  }
  return { condition: "false", skip: 0 };
}
