import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseObject } from "../../shared/parse-object.ts";
import { LONGEST_SILENCE, readStateLine, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { StateLine } from "../../shared/state-line.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { isLineStart, scanLines } from "../journal/segment-lines.ts";
import { localDate, parseSegmentName } from "../journal/segment-name.ts";
import type { FileDays } from "./file-days.ts";

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

/** Whose lines they are: the id that the collector has put beside them, "" in a PC's own journal. */
export type LinesOf = Map<string, StateLine[]>;

/** Reads a state journal, a PC's own or the collector's, also beside a running app. Remembers what it has read last: of a file that has grown it reads the rest. */
export interface StateReader {
  /** The files that lines of a window may stand in; of a folder that is not there none. */
  list(window: Interval): Promise<StateFile[]>;
  /** Those of them for a window within it. */
  pick(files: readonly StateFile[], window: Interval): Promise<StateFile[]>;
  /** All lines from which the states within a window follow (`buildTimelines`), in no order that matters. `files` are those that were picked for it. */
  read(window: Interval, files: readonly StateFile[]): Promise<LinesOf>;
  /** Lines of a file that are none of ours. */
  countDamaged(file: StateFile): Promise<number>;
}

interface ReadFile {
  stamp: string;
  isPlain: boolean;
  lines: LinesOf;
  damaged: number;
  /** Everything before this offset is read. */
  done: number;
}

/** What holds at the window's begin was said within this before it: a restatement, and the sign of life after it. */
const BEFORE = RESTATE_INTERVAL + 2 * LONGEST_SILENCE;
/** A page whose host was away sends its changes later, and they stand in the file of that day. What reaches a collector may be later still. */
const LATE = 86_400_000;
/** Clocks of PCs may differ so much from the collector's and still be corrected, in milliseconds. */
const MOST_CLOCK_OFFSET = 3_600_000;

/** Local dates of the first and the last file that lines of a window may stand in. */
export function findFileDates(window: Interval): { first: string; last: string } {
  const { from, to } = widen(window);
  return { first: localDate(from), last: localDate(to + LATE) };
}

/** `fileDays`: of a collector's journal, whose files may have lines of any earlier day. */
export function createStateReader(folder: string, fileDays?: FileDays): StateReader {
  const known = new Map<string, ReadFile>();

  async function readFile(file: StateFile): Promise<ReadFile> {
    const { name, stamp, isPlain, size } = file;
    const before = known.get(name);
    if (before?.stamp === stamp) return before;
    const path = join(folder, name);
    const hasGrown = before?.isPlain && isPlain && size >= before.done && (await isLineStart(path, before.done));
    const read: ReadFile = { ...(hasGrown ? before : { lines: new Map(), damaged: 0, done: 0 }), stamp, isPlain };
    // What fails half way leaves what was read before as it was.
    const lines: LinesOf = new Map([...read.lines].map(([observer, list]) => [observer, [...list]]));
    await scanLines({ path, from: read.done, to: isPlain ? size : Infinity }, ({ bytes, next }) => {
      const value = parseObject(bytes.toString());
      const line = readStateLine(value);
      if (line) addTo(lines, typeof value?.clientId === "string" ? value.clientId : "", line);
      else read.damaged++;
      read.done = next;
      return true;
    });
    known.set(name, { ...read, lines });
    return known.get(name)!;
  }

  return {
    list(window) {
      const { first, last } = findFileDates(window);
      return listFiles(folder, { first, last: fileDays ? "9999" : last });
    },
    async pick(files, window) {
      const { first, last } = findFileDates(window);
      const picked = files.map(async (file): Promise<StateFile[]> => {
        if (file.date < first || (file.date > last && !fileDays)) return [];
        if (file.date <= last) return [file];
        // Of a later file only the lines of this window count: it may grow by others.
        const lines = await fileDays!.count(file, widen(window));
        return lines === 0 ? [] : [{ ...file, stamp: `${file.name} ${lines} late` }];
      });
      return (await Promise.all(picked)).flat();
    },
    async read(window, files) {
      const names = new Set(files.map(({ name }) => name));
      for (const name of known.keys()) if (!names.has(name)) known.delete(name);
      const { from, to } = widen(window);
      const found: LinesOf = new Map();
      for (const file of files) {
        for (const [observer, lines] of (await readFile(file)).lines)
          for (const line of lines) if (line.at >= from && line.at <= to) addTo(found, observer, line);
      }
      return found;
    },
    countDamaged: async (file) => (await readFile(file)).damaged,
  };
}

/** All lines that matter have times within. */
function widen({ from, to }: Interval): Interval {
  return { from: from - BEFORE - MOST_CLOCK_OFFSET, to: to + LONGEST_SILENCE + MOST_CLOCK_OFFSET };
}

function addTo(lines: LinesOf, observer: string, line: StateLine): void {
  const list = lines.get(observer);
  if (list) list.push(line);
  else lines.set(observer, [line]);
}

/** Whether the lines in a folder are those of several PCs, as a collector has them. */
export async function isOfSeveral(folder: string): Promise<boolean> {
  let isFound = false;
  for (const { name, isPlain, size } of (await listFiles(folder, { first: "", last: "9999" })).slice(0, 1)) {
    await scanLines({ path: join(folder, name), from: 0, to: isPlain ? size : Infinity }, ({ bytes }) => {
      isFound = typeof parseObject(bytes.toString())?.clientId === "string";
      return false;
    });
  }
  return isFound;
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
