import { statSync } from "node:fs";
import type { Stats } from "node:fs";

/** Milliseconds; what somebody changed is in force after so long. */
const LOOK_INTERVAL = 250;

/**
 * Calls `read` at once and again whenever one of the files may have changed: also when it comes, goes, or may be read by others than
 * before. It looks instead of waiting to be told: file systems on a network tell nothing. Returns what ends it.
 */
export function followFiles(files: readonly string[], read: () => void): () => void {
  const look = (): string => files.map((file) => describeState(file)).join();
  let known = look(); // before reading: what changes in between is read again
  read();
  const timer = setInterval(() => {
    const state = look();
    if (state === known) return;
    known = state;
    read();
  }, LOOK_INTERVAL).unref();
  return () => clearInterval(timer);
}

function describeState(file: string): string {
  try {
    const { ino, size, mode, mtimeMs, ctimeMs }: Stats = statSync(file);
    return [ino, size, mode, mtimeMs, ctimeMs].join(" ");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "unknown";
  }
}
