import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { MEGABYTE } from "../journal/plan-retention.ts";
import { retryWhileBusy } from "../journal/retry-while-busy.ts";
import { countLines } from "../journal/segment-lines.ts";
import { compareSegmentNames, parseSegmentName } from "../journal/segment-name.ts";
import type { ReadableJournal } from "../journal/types.ts";

/** Some 170 000 records that were refused; a destination that refuses all of them holds them back and puts none aside. */
const MOST_BYTES = 256 * MEGABYTE;

export interface TidyOptions {
  directory: string;
  /** What was refused stands there, too. */
  journal: Pick<ReadableJournal, "oldest" | "end">;
  mostBytes?: number;
  log: (message: string) => void;
}

/** The files of a folder of rejected lines, the oldest first. */
export async function listRejectedFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => parseSegmentName(name)).sort(compareSegmentNames);
}

/**
 * Deletes what was rejected before the journal's oldest day (it can be sent again no more), and the oldest files beyond 256 MB; never the newest
 * file, which is written to. Says which, and with how many lines.
 */
export async function tidyRejected({ directory, journal, mostBytes = MOST_BYTES, log }: TidyOptions): Promise<void> {
  const names = await listRejectedFiles(directory);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(directory, name))).size));
  const oldestDay = findOldestDay(journal);
  let used = sizes.reduce((sum, size) => sum + size, 0);
  for (const [index, name] of names.slice(0, -1).entries()) {
    const isOld = oldestDay !== undefined && parseSegmentName(name)!.date < oldestDay;
    if (!isOld && used <= mostBytes) continue;
    const path = join(directory, name);
    const lines = await countLines({ path, from: 0, to: sizes[index]! });
    await retryWhileBusy(() => rm(path, { force: true }));
    used -= sizes[index]!;
    const why = isOld ? "the journal no longer has those days" : `there were more than ${Math.round(mostBytes / MEGABYTE)} MB of them`;
    log(`${path} was deleted, with ${lines} lines about what was refused: ${why}`);
  }
}

/** Undefined while the journal is empty or cannot be read, and where a clock was set back: then names tell nothing of age. */
function findOldestDay(journal: TidyOptions["journal"]): string | undefined {
  const [oldest, end] = [journal.oldest(), journal.end()];
  const isEmpty = oldest.segment === end.segment && oldest.offset === end.offset;
  const [first, last] = [parseSegmentName(oldest.segment)?.date, parseSegmentName(end.segment)?.date];
  return isEmpty || first === undefined || last === undefined || first > last ? undefined : first;
}
