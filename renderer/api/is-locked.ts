/** Whether the policy sets a key of the settings, as a whole or in a part. */
export function isLocked(locked: readonly string[], key: string): boolean {
  return locked.some((lock) => key === lock || key.startsWith(`${lock}.`) || lock.startsWith(`${key}.`));
}
