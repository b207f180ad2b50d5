import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { LONGEST_SILENCE, parseStateLine, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { StateLine } from "../../shared/state-line.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { localDate, parseSegmentName } from "../journal/segment-name.ts";
import { scanLines } from "../journal/segment-lines.ts";

export interface StatesRead {
  lines: StateLine[];
  /** Lines of these files that are none of ours. */
  damaged: number;
}

/** What holds at the window's begin was said within this before it: a restatement, and the sign of life after it. */
const BEFORE = RESTATE_INTERVAL + 2 * LONGEST_SILENCE;
/** A page whose host was away sends its changes later, and they stand in the file of that day. */
const LATE = 86_400_000;

/**
 * All lines from which the states within a window follow (`buildTimelines`), from plain and compressed files alike, in no order that
 * matters. Reads only, also beside a running app; a folder that is not there has no lines.
 */
export async function readStates(folder: string, { from, to }: Interval): Promise<StatesRead> {
  const range = { from: from - BEFORE, to: to + LONGEST_SILENCE };
  const read: StatesRead = { lines: [], damaged: 0 };
  for (const name of await listFiles(folder, { first: localDate(range.from), last: localDate(range.to + LATE) })) {
    await scanLines({ path: join(folder, name), from: 0, to: Infinity }, ({ bytes }) => {
      const line = parseStateLine(bytes.toString());
      if (!line) read.damaged++;
      else if (line.at >= range.from && line.at <= range.to) read.lines.push(line);
      return true;
    });
  }
  return read;
}

/** Local midnight of the first day that has a file; undefined when there is none. */
export async function findFirstDay(folder: string): Promise<number | undefined> {
  const names = await listFiles(folder, { first: "0000", last: "9999-99" });
  const [first] = [...names].map((name) => parseSegmentName(name)!.date).toSorted();
  if (first === undefined) return undefined;
  const [year, month, day] = first.split("-").map(Number);
  return new Date(year!, month! - 1, day).getTime();
}

async function listFiles(folder: string, { first, last }: { first: string; last: string }): Promise<Set<string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  // While a day is compressed both forms exist: they are one name here, and the plain one is read.
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name.replace(/\.gz$/, ""));
  return new Set(
    names.filter((name) => {
      const date = parseSegmentName(name)?.date;
      return date !== undefined && date >= first && date <= last;
    }),
  );
}
