/** Longest wait for a disk that hangs (a share that does not answer), in milliseconds; what was answered is on disk already. */
export const LONGEST_CLOSE = 10_000;
/** How often it is looked whether the last file operation has ended, in milliseconds. */
const LOOK_INTERVAL = 50;

export interface Ending {
  close: () => Promise<unknown>;
  /** Of a host that keeps records: how many are not on disk. Nobody was told that they are. */
  countUnwritten?: (() => number) | undefined;
  /** Not to a file: its disk may be the one that hangs. */
  say: (message: string) => void;
  exit: (code: number) => void;
}

export interface System {
  isFileBusy: () => boolean;
  /** Ends the process whatever its threads do. */
  kill: () => void;
}

const THIS_PROCESS: System = {
  isFileBusy: () => process.getActiveResourcesInfo().some((name) => name.startsWith("FSReq") || name === "FileHandleCloseReq"),
  kill: () => void process.kill(process.pid, "SIGKILL"),
};

/**
 * Ends the process once `close` has: with 0, or with 1 when it failed, or took too long, and then it says what is not on disk. A file
 * operation that hangs would hold up every exit, since Node waits for its threads: then the process is killed.
 */
export async function endInTime({ close, countUnwritten, say, exit }: Ending, system = THIS_PROCESS): Promise<void> {
  let isLate = false;
  const deadline = new Promise<"late">((resolve) => {
    setTimeout(() => {
      isLate = true;
      resolve("late");
    }, LONGEST_CLOSE);
  });
  const failed = (error: unknown): string => `closing failed: ${error instanceof Error ? error.message : String(error)}`;
  const outcome = await Promise.race([close().then(() => "closed", failed), deadline]);
  if (outcome === "late") say(`closing took more than ${LONGEST_CLOSE} ms: ended without it${describeUnwritten(countUnwritten?.())}`);
  else if (outcome !== "closed") say(outcome);
  // What nobody waits for (a policy on a share) may hang as well.
  while (!isLate && system.isFileBusy()) await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL));
  exitNow(exit, outcome === "closed" ? 0 : 1, system);
}

/** Without waiting for anything. */
export function exitNow(exit: (code: number) => void, code: number, { isFileBusy, kill } = THIS_PROCESS): void {
  if (isFileBusy()) kill();
  else exit(code);
}

function describeUnwritten(lines: number | undefined): string {
  if (lines === undefined) return "";
  return lines === 0 ? "; all records are on disk" : `; not on disk: ${lines} ${lines === 1 ? "line" : "lines"}`;
}
