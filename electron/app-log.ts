import { appendFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { toLogText } from "../shared/plain-text.ts";

const DAYS_KEPT = 14;
const DAY_FILE = /^\d{4}-\d{2}-\d{2}\.log$/;

/**
 * The app's own log, `logs/app/YYYY-MM-DD.log`: for the administrator, never for delivery. It must not be the reason of a failure, so
 * a disk that refuses it is ignored here; the journal's state says that.
 */
export function createAppLog(dataDir: string, now: () => number): (message: string) => void {
  const directory = join(dataDir, "logs", "app");
  let day = "";
  return (message) => {
    const time = new Date(now()).toISOString();
    try {
      if (!time.startsWith(day) || day === "") {
        day = time.slice(0, 10);
        mkdirSync(directory, { recursive: true });
        const old = readdirSync(directory)
          .filter((name) => DAY_FILE.test(name))
          .sort()
          .slice(0, -DAYS_KEPT);
        for (const name of old) rmSync(join(directory, name), { force: true });
      }
      appendFileSync(join(directory, `${day}.log`), `${time} ${toLogText(message)}\n`);
    } catch {
      day = ""; // the folder may have been deleted: make it again next time
    }
  };
}
