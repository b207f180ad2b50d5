import { openKeptJournal } from "../journal/open-kept-journal.ts";
import type { KeptJournalOptions } from "../journal/open-kept-journal.ts";
import type { Journal } from "../journal/types.ts";

export function openAlarmJournal(options: Omit<KeptJournalOptions, "retentionDays">): Promise<Journal> {
  return openKeptJournal({ ...options, retentionDays: () => options.logs().alarmRetentionDays });
}
