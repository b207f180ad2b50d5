import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { LogRow } from "../../shared/log-search.ts";
import { startOfDay, toDay } from "../ui/log-query.ts";
import type { LogQuestion } from "./create-log-list.ts";
import type { RowMark } from "./create-log-memory.ts";

type Api = Pick<ControlRoomApi, "readLogPage" | "summarizeLogs">;
/** `slot`: a newer jump ends the older one. */
type Question = LogQuestion & { slot?: string };
/** Rows around the counted position in which a row is looked for: clocks that jumped put it off its place. */
const AROUND = 400;
/** Most pages that are looked through for another error. */
const MOST_PAGES = 25;

/** The number of a row in the list, counted from the newest; undefined when it is not there. Throws what the calls throw. */
export async function findRowIndex(api: Api, question: Question, { at, time }: RowMark): Promise<number | undefined> {
  const later = time === undefined ? question.filter.from : laterOf(question.filter.from, new Date(Date.parse(time) + 1).toISOString());
  const { records } = await api.summarizeLogs({
    ...question,
    filter: { ...question.filter, ...(later !== undefined && { from: later }) },
    facets: [],
    values: 1,
    buckets: 0,
  });
  const skip = Math.max(0, records - AROUND);
  const { rows } = await api.readLogPage({ ...question, skip, limit: 2 * AROUND });
  const index = rows.findIndex((row) => row.at.file === at.file && row.at.offset === at.offset);
  return index < 0 ? undefined : skip + index;
}

function laterOf(a: string | undefined, b: string): string {
  return a !== undefined && a > b ? a : b;
}

export type Direction = "older" | "newer";

/** The nearest row of another stream or of another kind of failure: repeats of one incident are passed over. */
export async function findOtherError(api: Api, question: Question, from: LogRow, direction: Direction): Promise<LogRow | undefined> {
  const order = direction === "older" ? "newestFirst" : "oldestFirst";
  let after = from.at;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { rows, isEnd } = await api.readLogPage({ ...question, order, after, limit: page === 0 ? 50 : 500 });
    const found = rows.find(({ fields }) => fields?.fingerprint !== from.fields?.fingerprint || fields?.stream !== from.fields?.stream);
    if (found || isEnd || rows.length === 0) return found;
    after = rows.at(-1)!.at;
  }
  return undefined;
}

/** The newest row of the nearest earlier day that has any, or the oldest of the nearest later one. Days are local. */
export async function findOtherDay(api: Api, question: Question, from: RowMark, direction: Direction): Promise<LogRow | undefined> {
  if (from.time === undefined) return undefined;
  const day = toDay(Date.parse(from.time));
  const edge = direction === "older" ? { until: startOfDay(day, 0) } : { from: startOfDay(day, 1) };
  const order = direction === "older" ? "newestFirst" : "oldestFirst";
  const filter = { ...question.filter, ...edge };
  if (filter.from !== undefined && filter.until !== undefined && filter.from >= filter.until) return undefined;
  const { rows } = await api.readLogPage({ ...question, filter, order, limit: 1 });
  return rows[0];
}
