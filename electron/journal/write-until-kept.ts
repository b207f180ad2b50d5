import { setTimeout as wait } from "node:timers/promises";
import { DISK_RETRY } from "../../shared/retry-delay.ts";

/**
 * Writes a small file that the start needs and could do without for a while. Resolves after the first try, whatever its outcome; where
 * the disk refuses, it is tried again by itself until it has taken the file or the process ends.
 */
export async function writeUntilKept(write: () => Promise<void>): Promise<void> {
  const isKept = () =>
    write().then(
      () => true,
      () => false,
    );
  if (await isKept()) return;
  void (async () => {
    do await wait(DISK_RETRY, undefined, { ref: false });
    while (!(await isKept()));
  })();
}
