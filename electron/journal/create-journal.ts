import { rm } from "node:fs/promises";
import { join } from "node:path";
import { judgeDiskFailure } from "./disk-failure.ts";
import type { DiskFailureCause } from "./disk-failure.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createJournalReader } from "./journal-reader.ts";
import { lockFolder } from "./lock-folder.ts";
import { createMaintenance } from "./maintenance.ts";
import { MEGABYTE } from "./plan-retention.ts";
import { createReserveFile } from "./reserve-file.ts";
import { createSegmentCatalog, temporaryDirectoryOf } from "./segment-catalog.ts";
import { localDate, parseSegmentName } from "./segment-name.ts";
import { createSegmentSummaries } from "./segment-summaries.ts";
import { createSegmentWriter } from "./segment-writer.ts";
import type { Journal, JournalOptions, Position } from "./types.ts";

/** Lines that wait for a disk that refuses take at most so much memory. */
const MAX_WAITING_BYTES = 64 * MEGABYTE;
/** One write is at most so large: a drained buffer holds up the lines behind it for a moment only. */
const MAX_BATCH_BYTES = 4 * MEGABYTE;
/** Milliseconds. The first run leaves the start alone, and the readers the time to say what they still need. */
const MAINTENANCE = { first: 60_000, interval: 3_600_000 };

/** Opens the journal of a folder. Rejects when another process has it; a disk that refuses is a state of the journal, not an error. */
export async function createJournal(options: JournalOptions): Promise<Journal> {
  const { directory, limits, now, log = () => undefined } = options;
  const unlock = await lockFolder(directory);
  const catalog = createSegmentCatalog({ ...options, log });
  const summaries = createSegmentSummaries(directory, catalog);
  const reserve = createReserveFile(join(directory, ".reserve"));
  const maxFileBytes = () => limits().maxFileMegabytes * MEGABYTE;
  const writer = createSegmentWriter({ directory, catalog, maxFileBytes, now });
  const reader = createJournalReader({ catalog, summaries, end });
  const maintenance = createMaintenance({ ...options, catalog, summaries, log, onLost: noteLoss });
  const lines = createGroupCommit({
    write: writer.write,
    maxBatchBytes: () => Math.min(MAX_BATCH_BYTES, maxFileBytes()),
    maxWaitingBytes: MAX_WAITING_BYTES,
    onWritten: noteSuccess,
    onFailure: noteFailure,
  });

  const listeners = new Set<() => void>();
  let failure: { cause: DiskFailureCause; since: string } | undefined;
  let deleted = 0;
  let isMaintained = false;
  let newest: string | undefined;

  function end(): Position {
    const segment = catalog.list().at(-1);
    return segment ? { segment: segment.name, offset: segment.length } : nowhere();
  }

  function nowhere(): Position {
    return { segment: catalog.nextName(localDate(now())), offset: 0 };
  }

  function notify(): void {
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        log(`a listener of the journal failed: ${String(error)}`);
      }
    }
  }

  function noteSuccess(): void {
    if (failure) {
      log(`${directory}: the disk takes lines again; ${lines.dropped()} were lost`);
      void reserve.restore();
    }
    failure = undefined;
    if (newest !== end().segment && isMaintained) void maintainByItself();
    newest = end().segment;
    notify();
  }

  async function noteFailure(error: unknown): Promise<boolean> {
    const cause = judgeDiskFailure(error);
    if (failure?.cause !== cause) {
      log(`${directory}: the disk refuses lines (${cause}): ${(error as Error).message}`);
      failure = { cause, since: failure?.since ?? new Date(now()).toISOString() };
      notify();
    }
    return cause === "disk_full" && (await reserve.giveUp());
  }

  function noteLoss(count: number): void {
    deleted += count;
    notify();
  }

  async function maintainByItself(): Promise<void> {
    isMaintained = true;
    await reserve.restore();
    await maintenance.run().catch((error: Error) => log(`${directory}: maintenance failed: ${error.message}`));
  }

  await rm(temporaryDirectoryOf(directory), { recursive: true, force: true }).catch(() => undefined);
  try {
    await catalog.reload();
  } catch (error) {
    await noteFailure(error);
    await writer.release();
    void lines.append([]).catch(() => undefined); // waits for the disk, so that the state changes by itself
  }
  await summaries.load();
  await reserve.restore();
  const first = setTimeout(() => void maintainByItself(), MAINTENANCE.first).unref();
  const hourly = setInterval(() => void maintainByItself(), MAINTENANCE.interval).unref();

  return {
    append: lines.append,
    end,
    ...reader,
    oldest() {
      const segment = catalog.list()[0];
      return segment ? { segment: segment.name, offset: 0 } : nowhere();
    },
    status() {
      const today = localDate(now());
      const segment = parseSegmentName(end().segment)?.date === today ? end().segment : catalog.nextName(today);
      return {
        state: failure ? "failing" : "ok",
        ...failure,
        buffered: lines.waiting(),
        lost: lines.dropped() + deleted,
        file: catalog.pathOf(segment),
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    maintain: maintenance.run,
    async close() {
      clearTimeout(first);
      clearInterval(hourly);
      await lines.close();
      await maintenance.close();
      await writer.release();
      await unlock();
    },
  };
}
