/**
 * Texts that come again and again, each under a number. Only so many are remembered: a text that was forgotten gets a second number, so
 * that memory stays bounded however many texts there are. Who counts by number adds up the numbers of one text.
 */
export interface WordBook {
  numberOf(text: string): number;
  /** Those given since the last call. */
  takeNew(): { id: number; text: string }[];
}

export const MOST_REMEMBERED = 20_000;

export function createWordBook(known: Iterable<readonly [text: string, id: number]>, nextId: number): WordBook {
  const numbers = new Map(known);
  let fresh: { id: number; text: string }[] = [];
  let next = nextId;

  return {
    numberOf(text) {
      const number = numbers.get(text);
      if (number !== undefined) return number;
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
