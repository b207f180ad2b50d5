import type { Settings } from "../../shared/settings.ts";
import { createJournal } from "../journal/create-journal.ts";
import type { Journal, JournalOptions } from "../journal/types.ts";

/** Some 400 days of a wall take a tenth of it; a camera that flickers for months must not take the disk from the failures. */
const MOST_MEGABYTES = 256;

/** The journal of states: a retention of its own, and nothing of it is deleted to make room for others. */
export function openStateJournal({
  logs,
  ...options
}: Omit<JournalOptions, "limits" | "oldestNeeded"> & { logs: () => Settings["logs"] }): Promise<Journal> {
  return createJournal({
    ...options,
    isGuarded: true, // one process has a data dir: who has the failures' journal has this one
    limits() {
      const { maxFileMegabytes, compressAfterDays, stateRetentionDays } = logs();
      return {
        maxFileMegabytes,
        compressAfterDays,
        retentionDays: stateRetentionDays,
        maxTotalMegabytes: MOST_MEGABYTES,
        minFreeMegabytes: 0,
      };
    },
  });
}
