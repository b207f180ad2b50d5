import type { RowBatch } from "./row-batch.ts";
import type { WordBook } from "./word-book.ts";

/** Gives the words of one reader, which counts for itself, their numbers in the index: in place, batch by batch as they come. */
export function createTranslator(index: WordBook): (batch: RowBatch) => void {
  const numbers: number[] = [];
  return ({ newWords, words, count }) => {
    for (const { id, text } of newWords) numbers[id] = index.numberOf(text);
    for (const column of words) for (let row = 0; row < count; row++) column[row] = numbers[column[row]!]!;
  };
}
