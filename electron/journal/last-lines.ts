import type { JournalLine } from "./types.ts";

/** The last lines of all that are put in, as many as may be kept. */
export interface LastLines {
  add(line: JournalLine): void;
  /** Newest first. */
  take(): JournalLine[];
  /** Characters of what is kept. */
  size(): number;
  /** Some were dropped. */
  isFull(): boolean;
}

/** Bounded by both; `characters` are those of the text. */
export function createLastLines(most: { lines: number; characters: number }): LastLines {
  let lines: JournalLine[] = [];
  let first = 0; // those before it are dropped
  let size = 0;
  let isFull = false;
  return {
    add(line) {
      lines.push(line);
      size += line.text.length;
      for (; lines.length - first > most.lines || size > most.characters; first++) {
        size -= lines[first]!.text.length;
        isFull = true;
      }
      if (first * 2 <= lines.length) return;
      lines = lines.slice(first); // each time half of the list: a line is moved twice at most
      first = 0;
    },
    take: () => lines.slice(first).toReversed(),
    size: () => size,
    isFull: () => isFull,
  };
}
