import type { Position, ReadableJournal } from "../journal/types.ts";

/** How many records of the journal wait to be acknowledged, without reading those that were counted before. */
export interface WaitingCount {
  /** As far as known; brings itself up to date in the background and says so by `onChange`. */
  read(): number;
  /** So many of the counted ones are settled. */
  settle(records: number): void;
  /** Everything before this place is read, and so many of it still wait: corrects what retention has deleted meanwhile. */
  reachEnd(position: Position, waiting: number): void;
}

export function createWaitingCount(journal: ReadableJournal, from: Position, onChange: () => void): WaitingCount {
  let counted = from; // lines before this place are in `waiting`
  let waiting = 0;
  let isCounting = false;

  async function countNew(): Promise<void> {
    const [begin, end] = [counted, journal.end()];
    if (isCounting || (begin.segment === end.segment && begin.offset === end.offset)) return;
    isCounting = true;
    try {
      const lines = await journal.countFrom(begin);
      if (counted !== begin) return; // the end was reached meanwhile
      counted = end;
      waiting += lines;
      if (lines > 0) onChange();
    } finally {
      isCounting = false;
    }
  }

  return {
    read() {
      countNew().catch(() => {}); // an unreadable journal is the reader's trouble, and shown as such
      return Math.max(0, waiting);
    },
    settle(records) {
      waiting -= records;
    },
    reachEnd(position, left) {
      counted = position;
      waiting = left;
    },
  };
}
