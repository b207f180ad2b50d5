import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { createDirectoryKeeper } from "./create-directory-keeper.ts";
import { judgeDiskFailure } from "./disk-failure.ts";
import { listSegments, orderFileOf } from "./list-segments.ts";
import { repairTail } from "./repair-tail.ts";
import { nextSegmentName } from "./segment-name.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** One file of the journal. Its name never ends in `.gz`, whichever form it has on disk. */
export interface Segment {
  name: string;
  /** Durable bytes, up to the last LF; Infinity for a compressed one, which is read to its end. */
  length: number;
}

/** Which segments there are, in the order of their creation, kept in the folder's file `.segments`. */
export interface SegmentCatalog {
  list(): readonly Segment[];
  find(name: string): Segment | undefined;
  pathOf(name: string): string;
  /** The name that a new segment of this date would get: never one that was given before, though its file may be gone. */
  nextName(date: string): string;
  /** Puts a new segment at the end, on disk too. */
  add(name: string): Promise<Segment>;
  /** For a segment whose files are gone. The record on disk follows with the next segment: names without a file mean nothing there. */
  remove(name: string): void;
  /** Moves torn lines at the end of segments to the quarantine where that could not be done when they were found, on a full disk. */
  repairTorn(): Promise<void>;
  /** Reads the folder anew: at start, and after it was deleted or changed under our feet. Makes it when absent. */
  reload(): Promise<void>;
}

export interface CatalogOptions {
  directory: string;
  quarantineDirectory: string;
  log: (message: string) => void;
}

/** Temporary files of a journal lie beside its folder, so that `*.jsonl*` in it is always whole. */
export function temporaryDirectoryOf(directory: string): string {
  return join(dirname(directory), "tmp", basename(directory));
}

export function createSegmentCatalog({ directory, quarantineDirectory, log }: CatalogOptions): SegmentCatalog {
  const orderFile = orderFileOf(directory);
  const temporaryDirectory = temporaryDirectoryOf(directory);
  const pathOf = (name: string): string => join(directory, name);
  const keepDirectory = createDirectoryKeeper(directory);
  const everNamed = new Set<string>();
  const torn = new Set<string>();
  let segments: Segment[] = [];

  async function repair(name: string, say: (message: string) => void): Promise<number> {
    const length = await repairTail(pathOf(name), quarantineDirectory, say);
    if (length < (await stat(pathOf(name))).size) torn.add(name);
    else torn.delete(name);
    return length;
  }

  async function loadSegment(name: string, isPlain: boolean): Promise<Segment> {
    if (!isPlain) return { name, length: Infinity };
    const known = segments.find((segment) => segment.name === name);
    if (known && known.length <= (await stat(pathOf(name))).size) return known;
    try {
      return { name, length: await repair(name, log) };
    } catch (error) {
      if (judgeDiskFailure(error) !== "read_only") throw error;
      log(`${pathOf(name)} is left out: ${(error as Error).message}`); // somebody else's file must not stop the journal
      return { name, length: 0 };
    }
  }

  return {
    list: () => segments,
    find: (name) => segments.find((segment) => segment.name === name),
    pathOf,
    nextName: (date) => nextSegmentName(date, everNamed),
    async add(name) {
      await keepDirectory();
      const names = [...segments.map((segment) => segment.name), name];
      await writeFileAtomically(orderFile, names.map((line) => `${line}\n`).join(""), { temporaryDirectory });
      everNamed.add(name);
      const segment = { name, length: 0 };
      segments = [...segments, segment];
      return segment;
    },
    remove(name) {
      torn.delete(name);
      segments = segments.filter((segment) => segment.name !== name);
    },
    async repairTorn() {
      for (const name of torn) {
        await repair(name, () => undefined).catch(() => undefined); // what hinders it was said when it was found
        if (!torn.has(name)) log(`${pathOf(name)}: its incomplete last line was moved to the quarantine`);
      }
    },
    async reload() {
      await keepDirectory();
      const { segments: listed, names } = await listSegments(directory);
      const loaded: Segment[] = [];
      for (const { name, isPlain } of listed) loaded.push(await loadSegment(name, isPlain));
      for (const name of names) everNamed.add(name);
      segments = loaded;
    },
  };
}
