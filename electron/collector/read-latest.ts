import type { Journal } from "../journal/types.ts";
import { refuse } from "./answer.ts";
import type { Answer } from "./answer.ts";

const LIMIT = { least: 1, most: 1_000, default: 50 };
/** So many damaged lines are skipped to find the records that were asked for. */
const MOST_DAMAGED = 10_000;

/** The newest records by arrival, newest first; `limit` is the query's text. `isBlind`: who asks learns that he may ask, and no record. */
export async function readLatest(journal: Journal, limit: string | null, isBlind = false): Promise<Answer> {
  const count = limit === null ? LIMIT.default : /^\d{1,9}$/.test(limit) ? Number(limit) : NaN;
  if (!(count >= LIMIT.least && count <= LIMIT.most)) {
    return refuse(422, `limit is a whole number from ${LIMIT.least} to ${LIMIT.most}, not "${limit}"`);
  }
  const logs = isBlind ? [] : await readNewestRecords(journal, count);
  return { status: 200, body: `{"count":${logs.length},"logs":[${logs.join(",")}]}` };
}

/** As they were received: parsing and writing anew would change what JavaScript's numbers cannot hold. */
async function readNewestRecords(journal: Journal, count: number): Promise<string[]> {
  for (let asked = count; ; asked = Math.min(asked * 4, count + MOST_DAMAGED)) {
    const lines = await journal.readNewest(asked);
    const records = lines.map(({ text }) => text).filter(isJsonObject);
    if (records.length >= count || lines.length < asked || asked === count + MOST_DAMAGED) return records.slice(0, count);
  }
}

function isJsonObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
