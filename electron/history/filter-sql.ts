import type { DuckDBValue } from "@duckdb/node-api";
import type { DeliveryState, LogFacet } from "../../shared/log-facets.ts";
import type { LogFilter } from "../../shared/log-search.ts";
import type { OutageSpan, SearchFilter } from "../../shared/match-log-filter.ts";
import { LOG_FACETS } from "../../shared/log-facets.ts";
import { foldQuery, isChosen } from "../../shared/match-log-filter.ts";
import type { Position } from "../journal/types.ts";
import type { DeliveryContext } from "./delivery-marks.ts";
import type { Row } from "./index-database.ts";
import { OFFSET_BITS } from "./index-database.ts";
import { DAY, hourOfWeekSql } from "./hour-of-week-sql.ts";
import { NO_TIME } from "./row-batch.ts";

/** A filter as conditions on the index's rows: `rows` (damaged lines too) and parts of it. All hold at once. */
export interface FilterSql {
  range: string;
  /** What each facet's choice asks; absent where there is none. */
  facets: Partial<Record<LogFacet, string>>;
  /** Fingerprints, outages and free text. */
  rest: string[];
  /** Of `rest`, by number. */
  values: DuckDBValue[];
  isChoosing: boolean;
  damagedOnly: boolean;
}

export type Ask = (sql: string, values?: DuckDBValue[]) => Promise<Row[]>;

export interface SqlContext {
  ask: Ask;
  delivery: DeliveryContext;
  /** The index's number of a file. */
  idOf: (file: string) => number | undefined;
}

/** The columns that free text is looked for in by word. */
const TEXT_COLUMNS = ["type", "stream", "message", "url", "agent", "common"] as const;
/** More words than this are looked up in a sub-query instead of being listed. */
const MOST_LISTED = 500;

export async function makeFilterSql(filter: SearchFilter, context: SqlContext): Promise<FilterSql> {
  const { ask } = context;
  const numbers = await findNumbers(filter, ask);
  const isIn = (column: string, texts: readonly string[]): string => {
    const ids = texts.flatMap((text) => numbers.get(text) ?? []);
    return ids.length === 0 ? "false" : `${column} in (${ids.join(", ")})`;
  };
  const facets: FilterSql["facets"] = {};
  for (const facet of LOG_FACETS) {
    const choice = filter.facets?.[facet];
    if (!isChosen(choice)) continue;
    const ask = (texts: readonly string[]): string =>
      facet === "delivery" ? `${deliverySql(context)} in (${texts.map(quote).join(", ")})` : isIn(facet, texts);
    const { include = [], exclude = [] } = choice;
    facets[facet] = [include.length > 0 ? ask(include) : "true", exclude.length > 0 ? `not (${ask(exclude)})` : "true"].join(" and ");
  }
  const prints = filter.fingerprints ?? [];
  const rest = prints.length > 0 ? [isIn("print", prints)] : [];
  const values: DuckDBValue[] = [];
  const wanted = foldQuery(filter.text);
  const { textStreams = [] } = filter;
  const isNamed = textStreams.length > 0 ? ` or (not damaged and ${isIn("stream", textStreams)})` : "";
  if (wanted !== "") {
    values.push(wanted);
    rest.push((await textSql(wanted, ask)) + isNamed);
  }
  if (filter.spans) rest.push(spansSql(filter.spans, { numbers, values }));
  return {
    range: await readRangeSql(filter, ask),
    facets,
    rest,
    values,
    isChoosing: Object.keys(facets).length > 0 || prints.length > 0 || filter.spans !== undefined,
    damagedOnly: filter.damagedOnly === true,
  };
}

/** The condition for records (not damaged), with every facet's choice but that of `without`. */
export function recordsSql({ range, facets, rest, damagedOnly }: FilterSql, without?: LogFacet): string {
  const chosen = LOG_FACETS.filter((facet) => facet !== without).flatMap((facet) => facets[facet] ?? []);
  return ["not damaged", damagedOnly ? "false" : "true", range, ...chosen, ...rest].map((part) => `(${part})`).join(" and ");
}

/** The condition for the rows of a page: damaged lines stand among the records, unless something is chosen that they do not have. */
export function pageSql(sql: FilterSql): string {
  const records = recordsSql(sql);
  return sql.isChoosing ? records : `(${records} or (${["damaged", sql.range, ...sql.rest].map((part) => `(${part})`).join(" and ")}))`;
}

function rangeSql({ from, until }: LogFilter): string {
  if (from === undefined && until === undefined) return "true";
  const begin = from === undefined ? NO_TIME + 1 : Date.parse(from);
  return until === undefined ? `t >= ${begin}` : `t >= ${begin} and t < ${Date.parse(until)}`;
}

async function readRangeSql(filter: LogFilter, ask: Ask): Promise<string> {
  const range = rangeSql(filter);
  if (!filter.hourOfWeek) return range;
  const days = await ask(`select distinct t // ${DAY} as day from rows where t > ${NO_TIME} and (${range}) order by day`);
  return `(${range}) and (${hourOfWeekSql(
    filter.hourOfWeek,
    days.map(({ day }) => Number(day)),
  )})`;
}

async function textSql(wanted: string, ask: Ask): Promise<string> {
  const search = "select id from words where contains(folded, $1)";
  const found = await ask(`${search} limit ${MOST_LISTED + 1}`, [wanted]);
  const list = found.length > MOST_LISTED ? search : found.map(({ id }) => String(id)).join(", ");
  const inWords = list === "" ? [] : TEXT_COLUMNS.map((column) => `(not damaged and ${column} in (${list}))`);
  return [...inWords, "contains(rest, $1)"].join(" or ");
}

/** Rows and spans meet by stream and hour: an equal join is several times as fast as one by order, and an hour has few spans. */
const HOUR = 3_600_000;

/** A row is in a span of its stream. */
function spansSql(
  spans: readonly OutageSpan[],
  { numbers, values }: { numbers: ReadonlyMap<string, number[]>; values: DuckDBValue[] },
): string {
  const known = spans.flatMap(({ streamId, from, to }) => (numbers.get(streamId) ?? []).map((stream) => ({ stream, from, to })));
  if (known.length === 0) return "false";
  // As text: there may be a hundred thousand, which DuckDB takes apart sooner than it is handed them one by one.
  const listOf = (column: "stream" | "from" | "to"): string => {
    values.push(known.map((each) => each[column]).join(","));
    return `unnest(string_split($${values.length}, ','))::bigint as span_${column}`;
  };
  return `key in (select key from rows
    join (select *, unnest(range(span_from // ${HOUR}, (span_to - 1) // ${HOUR} + 1)) as span_hour
      from (select ${listOf("stream")}, ${listOf("from")}, ${listOf("to")}))
    on stream = span_stream and t // ${HOUR} = span_hour and t >= span_from and t < span_to)`;
}

/** The numbers of the texts that a filter names. A text may have several, or none. */
async function findNumbers(filter: SearchFilter, ask: Ask): Promise<Map<string, number[]>> {
  const { facets = {}, fingerprints = [], textStreams = [], spans = [] } = filter;
  const choices = LOG_FACETS.filter((facet) => facet !== "delivery").flatMap((facet) => facets[facet] ?? []);
  const texts = [...choices.flatMap(({ include = [], exclude = [] }) => [...include, ...exclude]), ...fingerprints, ...textStreams];
  texts.push(...new Set(spans.map(({ streamId }) => streamId)));
  const numbers = new Map<string, number[]>();
  if (texts.length === 0) return numbers;
  const marks = texts.map((_, index) => `$${index + 1}`).join(", ");
  for (const { id, text } of await ask(`select id, text from words where text in (${marks})`, texts))
    numbers.set(String(text), [...(numbers.get(String(text)) ?? []), Number(id)]);
  return numbers;
}

/** `judgeDelivery` as an expression. */
export function deliverySql({ delivery: { marks, rejections, order }, idOf }: SqlContext): string {
  if (!marks?.cursor) return "'off'";
  const keyOf = ({ segment, offset }: Position): bigint | undefined => {
    const id = idOf(segment);
    return id === undefined ? undefined : (BigInt(id) << OFFSET_BITS) + BigInt(offset);
  };
  const foreign = order.filter((file) => file.includes("/")).flatMap((file) => idOf(file) ?? []);
  const keysWhere = (isAgain: boolean): bigint[] =>
    [...rejections].flatMap(([key, rejection]) => {
      const [segment, offset] = splitPlace(key);
      return (rejection === "again") === isAgain ? (keyOf({ segment, offset }) ?? []) : [];
    });
  const whenIn = (keys: readonly bigint[], state: DeliveryState): string =>
    keys.length > 0 ? `when key in (${keys.join(", ")}) then '${state}'` : "";
  const start = marks.start && keyOf(marks.start);
  const isSettled = `key < ${keyOf(marks.cursor) ?? 0n}`;
  return `case
    ${foreign.length > 0 ? `when key >> ${OFFSET_BITS} in (${foreign.join(", ")}) then 'off'` : ""}
    ${start === undefined ? "" : `when key < ${start} then 'off'`}
    ${marks.isOn ? "" : `when not (${isSettled}) then 'off'`}
    when not sendable then 'skipped'
    ${whenIn(keysWhere(false), "rejected")}
    ${whenIn(keysWhere(true), "waiting")}
    when ${isSettled} then 'delivered' else 'waiting' end`;
}

function splitPlace(key: string): [segment: string, offset: number] {
  const at = key.lastIndexOf(" ");
  return [key.slice(0, at), Number(key.slice(at + 1))];
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
