/**
 * Of several windows of one PC one sounds: a sound that comes twice says no more. Calls when it is this one's turn, which another window's end
 * may make it. Returns what gives the turn away.
 */
export function holdSound(locks: LockManager, onTurn: () => void): () => void {
  const ending = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const hold = (): Promise<void> => {
    onTurn();
    return promise;
  };
  locks.request("alarm-sound", { signal: ending.signal }, hold).catch(() => undefined); // given up before its turn
  return () => {
    ending.abort();
    resolve();
  };
}
