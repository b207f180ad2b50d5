import type { LogFilter, LogPlace, LogRow } from "../../shared/log-search.ts";
import { judgeDelivery, placeKey } from "./delivery-marks.ts";
import { makeFilterSql, pageSql } from "./filter-sql.ts";
import { NO_TIME } from "./row-batch.ts";
import { keyOf, placeOf, readWords, toIso } from "./search-context.ts";
import type { SearchContext } from "./search-context.ts";

export interface PageQuestion {
  filter: LogFilter;
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
  const [sign, direction] = order === "newestFirst" ? ["<", "desc"] : [">", "asc"];
  const from = after && keyOf(after, context);
  if (after && from === undefined) return [];
  const place = from === undefined ? "true" : `key ${sign} ${from}`;
  const rows = await context.ask(
    `select key, t, damaged, sendable, ${FIELDS.join(", ")} from rows
     where ${place} and ${pageSql(sql)} order by key ${direction} limit ${limit} offset ${skip}`,
    sql.values,
  );
  const word = await readWords(
    rows.flatMap((row) => FIELDS.map((field) => row[field])),
    context,
  );
  return rows.map((row): LogRow => {
    const at = placeOf(row.key as bigint, context);
    const rejection = context.delivery.rejections.get(placeKey(at.file, at.offset));
    const delivery = judgeDelivery({ ...at, isSendable: row.sendable === true }, context.delivery);
    const common = { at, delivery, ...(delivery === "rejected" && rejection ? { rejection } : {}) };
    if (row.damaged === true) return { ...common, damaged: word(row.message) };
    const [type, reason, stream, server, status, client, message, fingerprint] = FIELDS.map((field) => word(row[field])) as Texts;
    const time = Number(row.t) === NO_TIME ? {} : { time: toIso(Number(row.t)) };
    return { ...common, fields: { ...time, type, reason, stream, server, status, client, message, fingerprint } };
  });
}
type Texts = [string, string, string, string, string, string, string, string];
