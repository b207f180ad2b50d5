import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createSpaceWatch } from "./disk-space.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createJournalHealth } from "./journal-health.ts";
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
  const unlock = options.isGuarded ? () => Promise.resolve() : await lockFolder(directory);
  const health = createJournalHealth({ directory, now, log });
  const reserve = createReserveFile(join(directory, ".reserve"));
  const catalog = createSegmentCatalog({ ...options, log });
  const summaries = createSegmentSummaries(directory, catalog);
  const maxFileBytes = () => limits().maxFileMegabytes * MEGABYTE;
  const writer = createSegmentWriter({ directory, catalog, maxFileBytes, now });
  const { closeArchives, ...reader } = createJournalReader({ catalog, summaries, end });
  const maintenance = createMaintenance({ ...options, catalog, summaries, log, onLost: noteLoss });
  const space = createSpaceWatch({ directory, limits, onChange: health.notify, onLow: makeRoom, log });
  const lines = createGroupCommit({
    write: writer.write,
    maxBatchBytes: () => Math.min(MAX_BATCH_BYTES, maxFileBytes()),
    maxWaitingBytes: options.maxWaitingBytes ?? MAX_WAITING_BYTES,
    onWritten: noteSuccess,
    onFailure: noteFailure,
  });
  /** Lines that maintenance deleted unread. */
  let deleted = 0;
  /** The segment with which maintenance was considered last. */
  let considered: string | undefined;

  function end(): Position {
    const segment = catalog.list().at(-1);
    return segment ? { segment: segment.name, offset: segment.length } : beginning();
  }

  /** Where an empty journal will begin. */
  function beginning(): Position {
    return { segment: catalog.nextName(localDate(now())), offset: 0 };
  }

  function todaysFile(): string {
    const { segment } = end();
    const today = localDate(now());
    return catalog.pathOf(parseSegmentName(segment)?.date === today ? segment : catalog.nextName(today));
  }

  function noteSuccess(): void {
    if (health.noteSuccess()) void reserve.restore();
    if (considered !== undefined && considered !== end().segment) void maintainByItself();
    health.notify();
  }

  async function noteFailure(error: unknown): Promise<boolean> {
    const wasFull = health.state().cause === "disk_full";
    const cause = health.noteFailure(error);
    health.notify();
    if (cause === "disk_full" && !wasFull) makeRoom();
    return cause === "disk_full" && (await reserve.giveUp());
  }

  function noteLoss(count: number): void {
    deleted += count;
    health.notify();
  }

  /** Old days may make room; in the first minute nobody has said yet what is still needed of them, and then they are looked at anyway. */
  function makeRoom(): void {
    if (considered !== undefined) void maintainByItself();
  }

  async function maintainByItself(): Promise<void> {
    considered = end().segment;
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
      return segment ? { segment: segment.name, offset: 0 } : beginning();
    },
    status() {
      const disk = space.state();
      const lost = lines.dropped() + deleted;
      return { ...health.state(), buffered: lines.waiting(), lost, ...(disk ? { disk } : {}), file: todaysFile() };
    },
    onChange: health.onChange,
    maintain: maintenance.run,
    async close() {
      clearTimeout(first);
      clearInterval(hourly);
      space.close();
      await lines.close();
      await maintenance.close();
      closeArchives();
      await writer.release();
      await unlock();
    },
  };
}
