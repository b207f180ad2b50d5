import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DISK_RETRY } from "../../shared/retry-delay.ts";
import { isMissing } from "./disk-failure.ts";
import { decodeCursorSlot, encodeCursorSlot } from "./cursor-slot.ts";
import type { CursorSlot } from "./cursor-slot.ts";
import { makeDirectory } from "./make-directory.ts";
import { syncDirectory } from "./sync-directory.ts";
import type { Position } from "./types.ts";

/** A reader's own place in a journal, kept on disk. After a crash it may be behind by what was saved last, never ahead. */
export interface Cursor {
  /** Undefined when there is none: `origin` says why. Reads the disk at the first call only; then it is what was saved last. */
  load(): Position | undefined;
  /** What was found on disk: a sound slot, no file at all, or nothing but damaged files. */
  origin(): CursorOrigin;
  /** Takes the place over at once, and to the disk within 100 ms. A disk that refuses is tried again by itself. */
  save(position: Position): void;
  /** Resolves when the last saved place is on disk; rejects when the disk refuses it. */
  flush(): Promise<void>;
}

export type CursorOrigin = "found" | "missing" | "damaged";

export interface CursorOptions {
  directory: string;
  /** Begins the names of its two files. */
  name: string;
}

/** Milliseconds between two writes. */
const SAVE_INTERVAL = 100;

/** Two slots are written in turn, so that a write that is torn leaves the one before it. */
export function createCursor({ directory, name }: CursorOptions): Cursor {
  const files = [join(directory, `${name}.0.cursor`), join(directory, `${name}.1.cursor`)] as const;
  let origin: CursorOrigin | undefined;
  let written: CursorSlot | undefined;
  let position: Position | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function load(): Position | undefined {
    if (origin !== undefined) return position;
    const texts = files.map(readText).filter((text) => text !== undefined);
    const slots = texts.map(decodeCursorSlot).filter((slot) => slot !== undefined);
    written = slots.reduce<CursorSlot | undefined>((a, b) => (a && a.sequence > b.sequence ? a : b), undefined);
    origin = written ? "found" : texts.length === 0 ? "missing" : "damaged";
    position = written?.position;
    return position;
  }

  async function write(): Promise<void> {
    if (position === undefined || isSame(position, written?.position)) return;
    // Only a write that succeeded moves on to the other slot: a full disk damages the same one again and again, not both.
    const slot = { sequence: (written?.sequence ?? 0) + 1, position };
    const write = () => writeFile(files[slot.sequence % 2 === 0 ? 0 : 1], encodeCursorSlot(slot), { flush: true });
    try {
      await write();
    } catch (error) {
      if (!isMissing(error)) throw error;
      await makeDirectory(directory); // at the first start, and after somebody has deleted the folder
      await write();
    }
    // Both files are new in the first two writes; until then a power cut could take their names.
    if (slot.sequence <= 2) await syncDirectory(directory);
    written = slot;
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const result = writing.then(write);
    writing = result.catch(() => undefined);
    return result;
  }

  function flushAfter(delay: number): void {
    timer ??= setTimeout(() => void flush().catch(() => flushAfter(DISK_RETRY)), delay).unref();
  }

  return {
    load,
    origin() {
      load();
      return origin ?? "missing";
    },
    save(next) {
      load();
      position = next;
      flushAfter(SAVE_INTERVAL);
    },
    flush,
  };
}

/** Whoever follows a quiet journal says the same place again and again; each write is a sync, which holds up those of the records. */
function isSame(a: Position, b: Position | undefined): boolean {
  return a.segment === b?.segment && a.offset === b.offset;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "";
  }
}
