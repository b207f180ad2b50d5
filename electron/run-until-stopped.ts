import { endInTime, exitNow } from "./end-in-time.ts";

/** How often a host looks whether its parent still lives, in milliseconds. */
const PARENT_CHECK_INTERVAL = 1_000;

/**
 * Ends this process when it is asked to (SIGTERM, SIGINT, a closed terminal) or when the process that started it has gone: `close` runs
 * once, for so long as end-in-time.ts allows, then the exit code is 0, or 1 when it failed. A second signal exits at once. With
 * MTX_PARENT_PIPE=1 the parent's end is noticed by the end of standard input, without delay. `countUnwritten`: of a host that keeps
 * records, how many are not on disk.
 */
export function runUntilStopped(close: () => Promise<unknown>, countUnwritten?: () => number): void {
  let stopping = false;
  const exit = (code: number): void => process.exit(code);
  const say = (message: string): void => void process.stderr.write(`${message}\n`);
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void endInTime({ close, countUnwritten, say, exit });
  };
  // A parent that is gone no longer reads what we print: EPIPE must not end us before everything accepted is on disk.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => (stopping ? exitNow(exit, 1) : stop()));
  }
  watchParent(stop);
}

function watchParent(onGone: () => void): void {
  if (process.env.MTX_PARENT_PIPE === "1") process.stdin.on("end", onGone).on("error", onGone).resume();
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent || !isAlive(parent)) onGone();
  }, PARENT_CHECK_INTERVAL).unref();
}

/** Windows keeps reporting the id of a parent that has ended; elsewhere an orphan gets another parent. */
function isAlive(pid: number): boolean {
  if (process.platform !== "win32") return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
