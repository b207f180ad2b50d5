import type { Journal, Position } from "./types.ts";

/** Whether one place comes before another, by what stands behind each: names do not tell the order of files whose clock was set. */
export async function isBefore(journal: Pick<Journal, "countFrom">, a: Position, b: Position): Promise<boolean> {
  return (await journal.countFrom(a)) > (await journal.countFrom(b));
}
