/** The last ids that were written, so that a report which is sent again writes nothing (architecture.md, Reporter and recorder). */
export interface KnownIds {
  has(id: string): boolean;
  add(id: string): void;
}

const MOST_IDS = 10_000;

export function createKnownIds(newestFirst: readonly string[] = []): KnownIds {
  const ids = new Set(newestFirst.slice(0, MOST_IDS).toReversed());
  return {
    has: (id) => ids.has(id),
    add(id) {
      ids.add(id);
      if (ids.size <= MOST_IDS) return;
      const [oldest] = ids;
      if (oldest !== undefined) ids.delete(oldest);
    },
  };
}
