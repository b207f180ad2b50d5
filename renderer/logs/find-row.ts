import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { LogRow } from "../../shared/log-api.ts";
import { startOfDay, toDay } from "../ui/log-query.ts";
import type { LogQuestion } from "./create-log-list.ts";
import type { RowMark } from "./create-log-memory.ts";

type Api = Pick<ControlRoomApi, "readLogPage">;
/** `slot`: a newer jump ends the older one. */
type Question = LogQuestion & { slot?: string };
/** Most pages that are looked through for another error. */
const MOST_PAGES = 25;

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
