/** What is dear to make and may not be needed: made at its first use, and kept. */
export function makeOnce<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
