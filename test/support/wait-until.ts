import { setTimeout as wait } from "node:timers/promises";

/** Where there is no vitest to wait with: asks again and again until it is true, and rejects after so many milliseconds. */
export async function waitUntil(isTrue: () => boolean, timeout = 40_000): Promise<void> {
  const endsAt = performance.now() + timeout;
  while (!isTrue()) {
    if (performance.now() > endsAt) throw new Error("it has not happened in time");
    await wait(50);
  }
}
