import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeDirectory } from "../journal/make-directory.ts";
import { toJsonLine } from "../../shared/plain-text.ts";
import { parseRejectedLine } from "../../shared/rejected-line.ts";
import type { RejectedLine } from "../../shared/rejected-line.ts";
import { scanLines } from "../journal/segment-lines.ts";
import { MEGABYTE } from "../journal/plan-retention.ts";
import { localDate, nextSegmentName, parseSegmentName } from "../journal/segment-name.ts";
import type { Position } from "../journal/types.ts";
import { listRejectedFiles } from "./tidy-rejected.ts";

export interface Rejection {
  /** The record's line in the journal. */
  text: string;
  /** The place of that line. */
  at: Position;
  statusCode: number;
  /** Central's own words. */
  reason: string;
}

/**
 * What central will never take: `YYYY-MM-DD.jsonl` (local date; then `.1.jsonl` and so on, as in the journal), one `{record, status, reason, at, place}` a line; and what is to be sent
 * again all the same: `{state, at, place}`. The last line about a place counts, so that a crash forgets no wish.
 */
export interface RejectedFile {
  /** Resolves when the line is on disk; rejects when it could not be written. */
  append(rejection: Rejection): Promise<void>;
  /** Of these places those that stand as rejected are wished to be sent again. Resolves with their number when that is on disk. */
  wish(places: readonly Position[]): Promise<number>;
  /** The oldest wish that is not settled. */
  nextWish(): Promise<Position | undefined>;
  /** It was taken, or is no longer there. */
  settle(place: Position): Promise<void>;
}

/** So large a file may become: what is too much is deleted by whole files. */
const MOST_BYTES = 16 * MEGABYTE;

/** `onNewFile`: another file was begun. */
export function createRejectedFile(directory: string, now: () => number, onNewFile: () => void = () => undefined): RejectedFile {
  let wishes: Map<string, Position> | undefined;

  async function readLines(onLine: (line: RejectedLine) => void): Promise<void> {
    for (const name of await listRejectedFiles(directory)) {
      const path = join(directory, name);
      await scanLines({ path, from: 0, to: Infinity }, ({ bytes }) => {
        const line = parseRejectedLine(bytes.toString());
        if (line) onLine(line);
        return true;
      });
    }
  }

  async function loadWishes(): Promise<Map<string, Position>> {
    if (wishes) return wishes;
    const found = new Map<string, Position>();
    await readLines(({ place, state }) => {
      found.delete(keyOf(place));
      if (state === "again") found.set(keyOf(place), place);
    });
    return (wishes ??= found);
  }

  /** Not before the newest file, though the clock was set back: the last line counts. */
  async function chooseFile(): Promise<string> {
    const names = await listRejectedFiles(directory);
    const [newest, today] = [names.at(-1), localDate(now())];
    const date = newest === undefined ? today : parseSegmentName(newest)!.date;
    if (newest === undefined || date < today) return nextSegmentName(today, names);
    const { size } = await stat(join(directory, newest));
    return size < MOST_BYTES ? newest : nextSegmentName(date, names);
  }

  async function write(lines: string): Promise<void> {
    await makeDirectory(directory);
    const file = await open(join(directory, await chooseFile()), "a+");
    try {
      const { size } = await file.stat();
      const isTorn = size > 0 && (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] !== 0x0a;
      await file.appendFile(`${isTorn ? "\n" : ""}${lines}`);
      await file.datasync();
      if (size === 0) onNewFile();
    } finally {
      await file.close();
    }
  }

  const toStateLine = (state: "again" | "settled", place: Position): string =>
    `${toJsonLine({ state, at: new Date(now()).toISOString(), place })}\n`;

  return {
    async append({ text, at: place, statusCode, reason }) {
      const rest = toJsonLine({ status: statusCode, reason, at: new Date(now()).toISOString(), place });
      await write(`{"record":${text},${rest.slice(1)}\n`);
      wishes?.delete(keyOf(place));
    },
    async wish(places) {
      const present = await loadWishes();
      const wanted = new Map(places.map((place) => [keyOf(place), place]));
      const rejected = new Set<string>();
      await readLines(({ place, state }) => {
        const key = keyOf(place);
        if (!wanted.has(key)) return;
        if (state === "rejected") rejected.add(key);
        else rejected.delete(key);
      });
      if (rejected.size === 0) return 0;
      await write([...rejected].map((key) => toStateLine("again", wanted.get(key)!)).join(""));
      for (const key of rejected) present.set(key, wanted.get(key)!);
      return rejected.size;
    },
    async nextWish() {
      return (await loadWishes()).values().next().value;
    },
    async settle(place) {
      await write(toStateLine("settled", place));
      wishes?.delete(keyOf(place));
    },
  };
}

function keyOf({ segment, offset }: Position): string {
  return `${segment} ${offset}`;
}
