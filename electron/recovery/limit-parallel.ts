/** Runs what it is given, so many at a time, in the order of asking. */
export type Limiter = <T>(action: () => Promise<T>) => Promise<T>;

export function limitParallel(most: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (action) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await action();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
