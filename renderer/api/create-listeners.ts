/** The smallest event: who listens, and telling them. A listener may leave while it is told. */
export interface Listeners {
  /** Returns a function that ends it. */
  add(listener: () => void): () => void;
  notify(): void;
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify() {
      for (const listener of listeners) listener();
    },
  };
}
