import { renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeDirectorySync } from "../journal/make-directory.ts";
import { z } from "zod";
import { ageOf } from "../../shared/age-of.ts";
import { readObject } from "../settings/read-object.ts";
import { KEPT_FOR } from "./judge-crashes.ts";
import type { CrashTimes } from "./judge-crashes.ts";

const times = z.array(z.number()).default([]).catch([]);
const schema = z.object({ page: times, gpu: times });
/** Of each kind; a loop that nobody sees must not grow the file. */
const MOST = 100;

/** `crashes.json`: when processes of Chromium's ended by themselves, in the last days. It outlives the app, since a crash may end that too. */
export interface CrashHistory {
  note(kind: keyof CrashTimes, at: number): void;
  times(): CrashTimes;
}

/** Reads and writes at once: the next crash may be this process's own. A disk that refuses is ignored, the app's log says the same. */
export function createCrashHistory(dataDir: string): CrashHistory {
  const file = join(dataDir, "crashes.json");
  const read = readObject(file);
  const known: CrashTimes = schema.parse(read.kind === "object" ? read.value : {});
  return {
    note(kind, at) {
      known[kind] = [...known[kind], at].filter((time) => ageOf(time, at) < KEPT_FOR).slice(-MOST);
      try {
        makeDirectorySync(dirname(file));
        writeFileSync(`${file}.tmp`, `${JSON.stringify(known)}\n`);
        renameSync(`${file}.tmp`, file);
      } catch {
        // Counted in memory still.
      }
    },
    times: () => known,
  };
}
