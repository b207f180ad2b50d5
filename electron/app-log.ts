import { appendFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeDirectory } from "./journal/make-directory.ts";
import { toLogText } from "../shared/plain-text.ts";

const DAYS_KEPT = 14;
const DAY_FILE = /^\d{4}-\d{2}-\d{2}\.log$/;
/** While the disk takes none; what is said after them is not kept. */
const MOST_WAITING = 1_000;

export interface AppLog {
  log: (message: string) => void;
  /** Resolves when everything said is written, or refused. */
  settle: () => Promise<void>;
}

/**
 * The app's own log, `logs/app/YYYY-MM-DD.log`: for the administrator, never for delivery. It must not be the reason of a failure: nobody
 * waits for a disk that hangs, and one that refuses is ignored here; the journal's state says that.
 */
export function createAppLog(dataDir: string, now: () => number): AppLog {
  const directory = join(dataDir, "logs", "app");
  const waiting: string[] = [];
  let writing: Promise<void> | undefined;
  let day = "";

  async function writeAll(): Promise<void> {
    for (let line = waiting[0]; line !== undefined; line = waiting[0]) {
      const today = line.slice(0, 10);
      const others = waiting.findIndex((other) => !other.startsWith(today));
      const lines = waiting.splice(0, others === -1 ? waiting.length : others);
      try {
        if (day !== today) await beginDay();
        day = today;
        await appendFile(join(directory, `${today}.log`), lines.join(""));
      } catch {
        day = ""; // the folder may have been deleted: make it again next time
      }
    }
    writing = undefined;
  }

  async function beginDay(): Promise<void> {
    await makeDirectory(directory);
    const old = (await readdir(directory)).filter((name) => DAY_FILE.test(name)).sort();
    for (const name of old.slice(0, -DAYS_KEPT)) await rm(join(directory, name), { force: true });
  }

  return {
    log(message) {
      if (waiting.length < MOST_WAITING) waiting.push(`${new Date(now()).toISOString()} ${toLogText(message)}\n`);
      writing ??= writeAll();
    },
    settle: async () => writing,
  };
}
