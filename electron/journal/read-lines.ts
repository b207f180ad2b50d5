import type { Journal, Position } from "./types.ts";

const WINDOW = { lines: 2_000, bytes: 1024 * 1024 };

/** Calls `onText` for each line of a journal from a place on. */
export async function readLines(journal: Pick<Journal, "read">, from: Position, onText: (text: string) => void): Promise<void> {
  for (let at = from; ;) {
    const lines = await journal.read(at, WINDOW);
    const last = lines.at(-1);
    if (!last) return;
    for (const { text } of lines) onText(text);
    at = last.next;
  }
}
