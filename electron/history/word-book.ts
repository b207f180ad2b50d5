/**
 * Texts that come again and again, each under a number. Only so many are remembered: a text that was forgotten gets a second number, so
 * that memory stays bounded however many texts there are. Who counts by number adds up the numbers of one text.
 */
export interface WordBook {
  numberOf(text: string): number;
  /** Those given since the last call. */
  takeNew(): { id: number; text: string }[];
}

/** Where a book goes on. */
export interface KnownWords {
  words: [text: string, id: number][];
  nextId: number;
}

export const MOST_REMEMBERED = 20_000;

export function createWordBook({ words, nextId }: KnownWords): WordBook {
  const numbers = new Map(words);
  let fresh: { id: number; text: string }[] = [];
  let next = nextId;

  return {
    numberOf(text) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      if (numbers.size >= MOST_REMEMBERED) numbers.clear();
      const id = next++;
      numbers.set(text, id);
      fresh.push({ id, text });
      return id;
    },
    takeNew() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
  };
}
