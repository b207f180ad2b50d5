import { join } from "node:path";
import type { Cursor } from "../journal/create-cursor.ts";
import { isBefore } from "../journal/is-before.ts";
import type { Position, ReadableJournal } from "../journal/types.ts";

/** Its folder: another one than that of the cursors, which somebody may delete, and beside the journals that it is about. */
export function startsOf(dataDir: string): string {
  return join(dataDir, "logs", ".begun");
}

export interface FindPlaceOptions {
  journal: Pick<ReadableJournal, "oldest" | "countFrom">;
  cursor: Pick<Cursor, "load" | "origin" | "save" | "flush">;
  /**
   * Keeps where the first delivery began: what stands before it was never meant for the destination, what stands behind it was, though the cursor
   * is gone.
   */
  start?: Pick<Cursor, "load" | "save" | "flush">;
  /** Where the first delivery begins. */
  findFirst: () => Position | Promise<Position>;
  /** Called with it, before it is kept. */
  onFirst?: (begin: Position) => void;
  /** From where a first delivery would begin, or from where it is where that is still before it: what has waited until now is left out by nobody. */
  isAnew?: boolean;
}

/**
 * Where a delivery goes on. One whose place is damaged begins with the oldest that is kept: that comes twice, which every receiver can tell,
 * and nothing is left out.
 */
export async function findPlace({ journal, cursor, start, findFirst, onFirst, isAnew = false }: FindPlaceOptions): Promise<Position> {
  const saved = cursor.load();
  if (saved && !isAnew) return saved;
  const first = cursor.origin() === "damaged" ? journal.oldest() : (start?.load() ?? (await findFirst()));
  const begin = saved && (await isBefore(journal, saved, first)) ? saved : first;
  cursor.save(begin);
  if (!start?.load()) start?.save(begin);
  onFirst?.(begin);
  await Promise.allSettled([start?.flush(), cursor.flush()]); // else a crash before the first delivery would make "now" a later one
  return begin;
}
