import type { LogFilter } from "../../shared/log-search.ts";
import { NO_TIME } from "./row-batch.ts";
import type { SearchContext } from "./search-context.ts";

/** The filter's range, or from the first to the last of all records, in so many equal parts. `sql`: a row's part; null without a time. */
export interface Parts {
  from: number;
  /** Milliseconds; at least 1. */
  width: number;
  /** 0 when there is nothing to divide. */
  count: number;
  sql: string;
}

export async function divideRange(filter: LogFilter, parts: number, { ask }: SearchContext): Promise<Parts> {
  const [row] = await ask(`select min(t) as first, max(t) as last from rows where t > ${NO_TIME}`);
  const from = filter.from === undefined ? toNumber(row?.first) : Date.parse(filter.from);
  const last = toNumber(row?.last);
  const until = filter.until === undefined ? last && last + 1 : Date.parse(filter.until);
  if (from === undefined || until === undefined || until <= from)
    return { from: 0, width: 1, count: 0, sql: `case when t > ${NO_TIME} then 0 end` };
  const width = Math.ceil((until - from) / parts);
  return { from, width, count: parts, sql: `case when t > ${NO_TIME} then (t - ${from}) // ${width} end` };
}

function toNumber(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
