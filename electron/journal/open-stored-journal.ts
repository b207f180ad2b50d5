import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createJournalReader } from "./journal-reader.ts";
import { listSegments } from "./list-segments.ts";
import { lockFolder } from "./lock-folder.ts";
import type { Segment } from "./segment-catalog.ts";
import { findLastLines } from "./segment-lines.ts";
import { createSegmentSummaries } from "./segment-summaries.ts";
import type { ReadableJournal } from "./types.ts";

/** A journal that nobody writes to any more. */
export interface StoredJournal extends ReadableJournal {
  /** Gives the folder back. */
  close(): Promise<void>;
}

/**
 * Opens the journal of a PC that is no more, to be read to its end: nothing in its folder is mended, compressed or deleted, and what a crash
 * left behind the last LF is not there. Rejects when another process has the folder, or when there is none.
 */
export async function openStoredJournal(directory: string): Promise<StoredJournal> {
  await stat(directory); // the lock would make it
  const unlock = await lockFolder(directory);
  try {
    const listed = await listSegments(directory);
    const segments: Segment[] = [];
    for (const { name, isPlain } of listed.segments)
      segments.push({ name, length: isPlain ? await measureLines(join(directory, name)) : Infinity });
    const catalog = { list: () => segments, pathOf: (name: string) => join(directory, name) };
    const summaries = createSegmentSummaries(directory, catalog);
    await summaries.load();
    const last = segments.at(-1);
    const end = () => ({ segment: last?.name ?? "", offset: last?.length ?? 0 });
    const { closeArchives, ...reader } = createJournalReader({ catalog, summaries, end });
    return {
      ...reader,
      end,
      oldest: () => ({ segment: segments[0]?.name ?? "", offset: 0 }),
      onChange: () => () => undefined,
      async close() {
        closeArchives();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Bytes up to the last LF. */
async function measureLines(path: string): Promise<number> {
  return findLastLines({ path, from: 0, to: (await stat(path)).size }, 0);
}
