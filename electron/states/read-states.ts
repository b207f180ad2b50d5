import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { LONGEST_SILENCE, parseStateLine, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { StateLine } from "../../shared/state-line.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { isLineStart, scanLines } from "../journal/segment-lines.ts";
import { localDate, parseSegmentName } from "../journal/segment-name.ts";

/** A file of the state journal as it is now: an unchanged `stamp` stands for unchanged lines. */
export interface StateFile {
  /** Without `.gz`. */
  name: string;
  /** YYYY-MM-DD. */
  date: string;
  isPlain: boolean;
  size: number;
  stamp: string;
}

/** Reads a state journal, also beside a running app. Remembers what it has read last: of a file that has grown it reads the rest. */
export interface StateReader {
  /** The files that lines of a window may stand in; of a folder that is not there none. */
  list(window: Interval): Promise<StateFile[]>;
  /** All lines from which the states within a window follow (`buildTimelines`), in no order that matters. `files` are those of this window. */
  read(window: Interval, files: readonly StateFile[]): Promise<StateLine[]>;
  /** Lines of a file that are none of ours. */
  countDamaged(file: StateFile): Promise<number>;
}

interface ReadFile {
  stamp: string;
  isPlain: boolean;
  lines: StateLine[];
  damaged: number;
  /** Everything before this offset is read. */
  done: number;
}

/** What holds at the window's begin was said within this before it: a restatement, and the sign of life after it. */
const BEFORE = RESTATE_INTERVAL + 2 * LONGEST_SILENCE;
/** A page whose host was away sends its changes later, and they stand in the file of that day. */
const LATE = 86_400_000;

/** Local dates of the first and the last file that lines of a window may stand in. */
export function findFileDates({ from, to }: Interval): { first: string; last: string } {
  return { first: localDate(from - BEFORE), last: localDate(to + LONGEST_SILENCE + LATE) };
}

export function createStateReader(folder: string): StateReader {
  const known = new Map<string, ReadFile>();

  async function readFile(file: StateFile): Promise<ReadFile> {
    const { name, stamp, isPlain, size } = file;
    const before = known.get(name);
    if (before?.stamp === stamp) return before;
    const path = join(folder, name);
    const hasGrown = before?.isPlain && isPlain && size >= before.done && (await isLineStart(path, before.done));
    const read: ReadFile = { ...(hasGrown ? before : { lines: [], damaged: 0, done: 0 }), stamp, isPlain };
    const fresh: StateLine[] = [];
    await scanLines({ path, from: read.done, to: isPlain ? size : Infinity }, ({ bytes, next }) => {
      const line = parseStateLine(bytes.toString());
      if (line) fresh.push(line);
      else read.damaged++;
      read.done = next;
      return true;
    });
    read.lines = [...read.lines, ...fresh];
    known.set(name, read);
    return read;
  }

  return {
    list: (window) => listFiles(folder, findFileDates(window)),
    async read({ from, to }, files) {
      const names = new Set(files.map(({ name }) => name));
      for (const name of known.keys()) if (!names.has(name)) known.delete(name);
      const lines: StateLine[] = [];
      for (const file of files) {
        for (const line of (await readFile(file)).lines) if (line.at >= from - BEFORE && line.at <= to + LONGEST_SILENCE) lines.push(line);
      }
      return lines;
    },
    countDamaged: async (file) => (await readFile(file)).damaged,
  };
}

/** Local midnight of the first day that has a file; undefined when there is none. */
export async function findFirstDay(folder: string): Promise<number | undefined> {
  const dates = (await listNames(folder)).flatMap((name) => parseSegmentName(name.replace(/\.gz$/, ""))?.date ?? []);
  const first = dates.sort()[0];
  if (first === undefined) return undefined;
  const [year, month, day] = first.split("-").map(Number);
  return new Date(year!, month! - 1, day).getTime();
}

function listNames(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

async function listFiles(folder: string, { first, last }: { first: string; last: string }): Promise<StateFile[]> {
  const entries = await listNames(folder);
  const present = new Set(entries);
  // While a day is compressed both forms exist: they are one name here, and the plain one is read.
  const names = new Set(entries.map((name) => name.replace(/\.gz$/, "")));
  const files = await Promise.all(
    [...names].sort().map(async (name): Promise<StateFile[]> => {
      const date = parseSegmentName(name)?.date;
      if (date === undefined || date < first || date > last) return [];
      const isPlain = present.has(name);
      const found = await stat(join(folder, isPlain ? name : `${name}.gz`)).catch(() => undefined); // gone meanwhile
      if (!found?.isFile()) return [];
      const { size, mtimeMs } = found;
      return [{ name, date, isPlain, size, stamp: `${name} ${isPlain ? "plain" : "gz"} ${size} ${mtimeMs}` }];
    }),
  );
  return files.flat();
}
