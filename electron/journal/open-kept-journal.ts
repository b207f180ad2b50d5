import type { Settings } from "../../shared/settings.ts";
import { createJournal } from "./create-journal.ts";
import type { Journal, JournalOptions } from "./types.ts";

/** Some 400 days of a wall take a sixth of it; a camera that flickers for months must not take the disk from the failures. */
const MOST_MEGABYTES = 256;

export type KeptJournalOptions = Omit<JournalOptions, "limits" | "readers"> & {
  logs: () => Settings["logs"];
  retentionDays: () => number;
};

/** A journal that stands beside that of the failures: a retention of its own, and nothing of it is deleted to make room for others. */
export function openKeptJournal({ logs, retentionDays, ...options }: KeptJournalOptions): Promise<Journal> {
  return createJournal({
    ...options,
    isGuarded: true, // one process has a data dir: who has the failures' journal has this one
    limits() {
      const { maxFileMegabytes, compressAfterDays } = logs();
      return {
        maxFileMegabytes,
        compressAfterDays,
        retentionDays: retentionDays(),
        maxTotalMegabytes: MOST_MEGABYTES,
        minFreeMegabytes: 0,
      };
    },
  });
}
