/** The smallest event: who listens, and telling them. A listener may leave while it is told. */
export interface Listeners<Told extends unknown[] = []> {
  /** Returns a function that ends it. */
  add(listener: (...told: Told) => void): () => void;
  notify(...told: Told): void;
}

export function createListeners<Told extends unknown[] = []>(): Listeners<Told> {
  const listeners = new Set<(...told: Told) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify(...told) {
      for (const listener of listeners) listener(...told);
    },
  };
}
