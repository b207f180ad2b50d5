import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { compareSegmentNames, parseSegmentName } from "../../electron/journal/segment-name.ts";
import type { Damage } from "./plan-kills.ts";
import { JOURNAL_FILES } from "./report-kinds.ts";
import { createSeededRandom, pickInteger } from "./seeded-random.ts";

const PAGE = 4_096;
/** What an index needs at least for its middle to be something. */
const HEADER = 100;

export interface DamageDone {
  /** False where there was nothing of the kind yet. */
  isDone: boolean;
  /** Put behind the newest segment's last line. */
  thrownBytes: number;
}

/** Does a damage to the data dir of a program that is not running: to each of its journals. */
export function damageDataDir(dataDir: string, damage: Damage, seed: number): DamageDone {
  const random = createSeededRandom(seed);
  const done = Object.values(JOURNAL_FILES).map((files) => damageJournal(dataDir, files, damage, random));
  return { isDone: done.some(({ isDone }) => isDone), thrownBytes: done.reduce((sum, { thrownBytes }) => sum + thrownBytes, 0) };
}

function damageJournal(
  dataDir: string,
  { folder, cursor, index }: (typeof JOURNAL_FILES)[keyof typeof JOURNAL_FILES],
  damage: Damage,
  random: () => number,
): DamageDone {
  const journal = join(dataDir, "logs", folder);
  const slots = [0, 1].map((slot) => join(dataDir, "cursors", `${cursor}.${slot}.cursor`));
  switch (damage) {
    case "torn_tail":
      return appendToNewest(journal, (file) => {
        const beginning = readBeginning(file);
        return beginning.subarray(0, pickInteger(random, 1, Math.max(1, beginning.indexOf(10))));
      });
    case "zero_tail":
      return appendToNewest(journal, () => Buffer.alloc(pickInteger(random, 1, 4 * PAGE)));
    case "cursor_slot":
      return countDone([damageSlot(slots[pickInteger(random, 0, 1)]!, random)]);
    case "cursor_slots":
      return countDone(slots.map((slot) => damageSlot(slot, random)));
    case "no_segments":
      return countDone([removeFile(join(journal, ".segments"))]);
    case "no_summaries":
      return countDone([removeFile(join(journal, ".summaries"))]);
    case "index":
      return countDone([overwriteMiddle(join(dataDir, index), random)]);
    case "no_index":
      return countDone(["", "-wal", "-shm"].map((suffix) => removeFile(join(dataDir, `${index}${suffix}`))));
  }
}

export function findSegments(journal: string): string[] {
  if (!existsSync(journal)) return [];
  return readdirSync(journal)
    .filter((name) => parseSegmentName(name))
    .sort(compareSegmentNames)
    .map((name) => join(journal, name));
}

function countDone(parts: boolean[]): DamageDone {
  return { isDone: parts.includes(true), thrownBytes: 0 };
}

function appendToNewest(journal: string, makeTail: (file: string) => Buffer): DamageDone {
  const file = findSegments(journal).at(-1);
  if (file === undefined) return { isDone: false, thrownBytes: 0 };
  const tail = makeTail(file);
  const { size } = statSync(file);
  unlessFull(() => appendFileSync(file, tail));
  const thrownBytes = statSync(file).size - size;
  return { isDone: thrownBytes > 0, thrownBytes };
}

function readBeginning(file: string): Buffer {
  const handle = openSync(file, "r");
  const block = Buffer.alloc(64 * 1024);
  const length = readSync(handle, block);
  closeSync(handle);
  return block.subarray(0, length);
}

function removeFile(file: string): boolean {
  const isThere = existsSync(file);
  rmSync(file, { force: true });
  return isThere;
}

/** Emptied, cut, filled with zeros, or one digit changed: what a torn write and a failing disk leave. */
function damageSlot(file: string, random: () => number): boolean {
  if (!existsSync(file)) return false;
  const text = readFileSync(file, "latin1");
  const ways = [
    () => truncateSync(file, 0),
    () => truncateSync(file, Math.floor(text.length / 2)),
    () => writeFileSync(file, Buffer.alloc(text.length)),
    () =>
      writeFileSync(
        file,
        text.replace(/\d(?=,"crc")/, (digit) => String((Number(digit) + 1) % 10)),
      ),
  ];
  unlessFull(ways[pickInteger(random, 0, ways.length - 1)]!);
  return true;
}

function overwriteMiddle(file: string, random: () => number): boolean {
  if (!existsSync(file)) return false;
  const { size } = statSync(file);
  if (size < 2 * PAGE) return false;
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(PAGE, 0x5a), 0, PAGE, pickInteger(random, HEADER, size - PAGE));
  closeSync(handle);
  return true;
}

/** What a full disk takes of it is damage enough. */
function unlessFull(write: () => void): void {
  try {
    write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
