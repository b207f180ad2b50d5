/** Runs what it is given one after another, in that order. What rejects is its caller's matter and holds up nobody. */
export function createTurns(): <T>(action: () => T | Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const answer = last.then(action);
    last = answer.catch(() => undefined);
    return answer;
  };
}
