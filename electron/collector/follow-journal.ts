import { parseObject } from "../../shared/parse-object.ts";
import { UUID_PATTERN } from "../../shared/uuid-v7.ts";
import type { Journal, Position } from "../journal/types.ts";
import type { IdIndex } from "./id-index.ts";

/** One read of the journal, and one transaction: some 20 ms of work. */
const CHUNK = { lines: 5_000, bytes: 4 * 1024 * 1024 };
const ONE = { lines: 1, bytes: 1 };
/** A line of progress after so many lines. */
const PROGRESS_LINES = 250_000;

/** Of two lines with the same key one is stored: a UUID, or the digits of one. Their id, unless told otherwise. */
export type KeyOf = (line: Record<string, unknown> & { id: string }) => string;

export const keyById: KeyOf = ({ id }) => id;

export interface FollowOptions {
  journal: Journal;
  keyOf: KeyOf;
  /** Ids before this place need not be known. */
  oldest: Position;
  log: (message: string) => void;
}

/**
 * Brings the index to the end of the journal: what a crash left out, or everything when the index is new or knows of lines that are
 * no longer there (the files were replaced).
 */
export async function followJournal(index: IdIndex, { journal, keyOf, oldest, log }: FollowOptions): Promise<void> {
  const known = index.position();
  if (known && !(await hasPlace(journal, known))) index.clear();
  let from = index.position() ?? oldest;
  let done = 0;
  for (let lines = await journal.read(from, CHUNK); lines.length > 0; lines = await journal.read(from, CHUNK)) {
    from = lines.at(-1)!.next;
    index.add(
      lines.flatMap(({ text }) => readKey(text, keyOf) ?? []),
      from,
    );
    if (Math.floor((done + lines.length) / PROGRESS_LINES) > Math.floor(done / PROGRESS_LINES))
      log(`index of ids: ${done + lines.length} lines read`);
    done += lines.length;
  }
  index.add([], journal.end());
  await index.forgetBefore(oldest.segment);
}

/** Whether what stood before a place is still there. It is not where a line begins elsewhere than it should, or reading begins with the first one. */
async function hasPlace(journal: Journal, place: Position): Promise<boolean> {
  const [next] = await journal.read(place, ONE);
  if (!next) return isSame(place, journal.end());
  if (next.at.segment === place.segment) return next.at.offset === place.offset;
  const [first] = await journal.read(journal.oldest(), ONE);
  return first !== undefined && !isSame(next.at, first.at);
}

function isSame(a: Position, b: Position): boolean {
  return a.segment === b.segment && a.offset === b.offset;
}

/** Lines of the seed's own page have no id, damaged lines have nothing. */
function readKey(text: string, keyOf: KeyOf): string | undefined {
  const line = parseObject(text);
  return line && typeof line.id === "string" && UUID_PATTERN.test(line.id) ? keyOf({ ...line, id: line.id }) : undefined;
}
