import type { Cursor } from "../journal/create-cursor.ts";
import { isBefore } from "../journal/is-before.ts";
import type { Position, ReadableJournal } from "../journal/types.ts";

export interface FindPlaceOptions {
  journal: Pick<ReadableJournal, "oldest" | "countFrom">;
  cursor: Pick<Cursor, "load" | "origin" | "save" | "flush">;
  /** Where the first delivery begins. */
  findFirst: () => Position | Promise<Position>;
  /** Called with it, before it is kept. */
  onFirst?: (begin: Position) => Promise<void>;
  /** From where a first delivery would begin, or from where it is where that is still before it: what has waited until now is left out by nobody. */
  isAnew?: boolean;
}

/**
 * Where a delivery goes on. One whose place is damaged begins with the oldest that is kept: that comes twice, which every receiver can tell,
 * and nothing is left out.
 */
export async function findPlace({ journal, cursor, findFirst, onFirst, isAnew = false }: FindPlaceOptions): Promise<Position> {
  const saved = cursor.load();
  if (saved && !isAnew) return saved;
  const first = cursor.origin() === "damaged" ? journal.oldest() : await findFirst();
  const begin = saved && (await isBefore(journal, saved, first)) ? saved : first;
  cursor.save(begin);
  await onFirst?.(begin);
  await cursor.flush().catch(() => {}); // else a crash before the first delivery would make "now" a later one
  return begin;
}
