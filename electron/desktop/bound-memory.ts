import { setFlagsFromString } from "node:v8";

/**
 * V8 flags that are read at each collection, so that they work in a process that runs: the nursery stays as small as it is at the start
 * (in a storm of records it would grow to 16 MB in Electron 22, to 128 MB on Node 24, though nothing of it is kept, and give none back),
 * and the old generation is collected once it is 1.3 times what was really kept.
 */
const FLAGS = ["--semi-space-growth-factor=1", "--heap-growing-percent=30"];

/**
 * Keeps the main process's memory where it is through an outage. Electron takes V8 flags for it on the command line only, and its switch
 * `js-flags` would reach the pages and their players, too; this is this process's heap and no other. An unknown flag is told on stderr.
 */
export function boundMemory(): void {
  for (const flag of FLAGS) setFlagsFromString(flag);
}
