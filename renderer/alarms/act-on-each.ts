export interface ActedOn<T> {
  /** Those that it was not done to; the first of them was refused. */
  left: readonly T[];
  /** Why. */
  error?: unknown;
}

/** Does something to one after the other, up to the first that is refused: whoever tries again goes on there. */
export async function actOnEach<T>(targets: readonly T[], act: (target: T) => Promise<unknown>): Promise<ActedOn<T>> {
  for (const [done, target] of targets.entries()) {
    try {
      await act(target);
    } catch (error) {
      return { left: targets.slice(done), error };
    }
  }
  return { left: [] };
}
