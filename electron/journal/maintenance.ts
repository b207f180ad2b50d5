import { rm, stat } from "node:fs/promises";
import { compressSegment } from "./compress-segment.ts";
import { isMissing } from "./disk-failure.ts";
import { readDiskSpace } from "./disk-space.ts";
import { chooseExpired, chooseToCompress, chooseToMakeRoom, dateInOrder } from "./plan-retention.ts";
import type { DiskState, KeptSegment } from "./plan-retention.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { temporaryDirectoryOf } from "./segment-catalog.ts";
import type { Segment, SegmentCatalog } from "./segment-catalog.ts";
import { localDate, parseSegmentName } from "./segment-name.ts";
import { countLines } from "./segment-lines.ts";
import type { SegmentSummaries } from "./segment-summaries.ts";
import { createTrustedDate } from "./trusted-date.ts";
import type { JournalOptions, Position } from "./types.ts";

/** Compresses and deletes segments as the limits ask for it. */
export interface Maintenance {
  /** A call while one runs shares its outcome. */
  run(): Promise<void>;
  /** Ends what runs; what it has begun is begun anew the next time. */
  close(): Promise<void>;
}

export interface MaintenanceOptions extends Pick<JournalOptions, "directory" | "limits" | "now" | "elapsed" | "readers" | "beforeDelete"> {
  catalog: SegmentCatalog;
  summaries: SegmentSummaries;
  /** Lines that were deleted though somebody had still to read them. */
  onLost: (lines: number) => void;
  log: (message: string) => void;
}

export function createMaintenance(options: MaintenanceOptions): Maintenance {
  const { directory, catalog, summaries, limits, now, onLost, log } = options;
  const readers = () => options.readers?.() ?? [];
  const trustedDate = createTrustedDate({
    now,
    elapsed: options.elapsed ?? (() => performance.now()),
    log: (message) => log(`${directory}: ${message}`),
  });
  const closing = new AbortController();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // A full disk refuses this file, and is the very reason to go on.
    await summaries.update(closing.signal).catch((error: Error) => log(`${directory}: summaries were not saved: ${error.message}`));
    const before = await look();
    for (const segment of chooseExpired(before.segments, before.disk, limits())) await remove(segment);
    for (const { name } of chooseToCompress(before.segments, before.disk, limits())) await compress(name);
    const after = await look();
    for (const segment of chooseToMakeRoom(after.segments, after.disk, limits())) await remove(segment);
  }

  async function look(): Promise<{ segments: KeptSegment[]; disk: DiskState }> {
    const isNeeded = judgeNeed(catalog.list(), readers(), (segment) => summaries.find(segment)?.bytes ?? segment.length);
    const dates = dateInOrder(
      catalog.list().map(({ name }) => parseSegmentName(name)?.date ?? ""),
      localDate(now()),
    );
    const all = await Promise.all(
      catalog.list().map(({ name }, index) => describe({ name, date: dates[index]!, isNeeded: isNeeded(index) })),
    );
    const space = await readDiskSpace(directory);
    const used = all.reduce((sum, { bytes }) => sum + bytes, 0);
    const segments = all.slice(0, -1);
    return { segments, disk: { today: trustedDate(segments.at(-1)?.date), ...space, used } };
  }

  async function describe(segment: Pick<KeptSegment, "name" | "date" | "isNeeded">): Promise<KeptSegment> {
    const path = catalog.pathOf(segment.name);
    const plain = await sizeOf(path);
    return { ...segment, bytes: plain ?? (await sizeOf(`${path}.gz`)) ?? 0, isCompressed: plain === undefined };
  }

  async function compress(name: string): Promise<void> {
    const segment = catalog.find(name);
    if (!segment || closing.signal.aborted) return;
    const path = catalog.pathOf(name);
    try {
      const temporaryDirectory = temporaryDirectoryOf(directory);
      await compressSegment({ path, length: segment.length, temporaryDirectory, signal: closing.signal });
      segment.length = Infinity;
    } catch (error) {
      if (!closing.signal.aborted) log(`${path} could not be compressed: ${(error as Error).message}`);
    }
  }

  async function remove({ name, isNeeded }: KeptSegment): Promise<void> {
    if (closing.signal.aborted) return;
    const path = catalog.pathOf(name);
    const first = firstOf(catalog.list(), readers());
    const from = first?.segment === name ? first.offset : 0;
    const lost = isNeeded ? await countLines({ path, from, to: catalog.find(name)?.length ?? 0 }) : 0;
    const next = catalog.list()[catalog.list().findIndex((segment) => segment.name === name) + 1];
    if (next) await options.beforeDelete?.(name, next.name);
    await retryWhileBusy(() => rm(path, { force: true }));
    await retryWhileBusy(() => rm(`${path}.gz`, { force: true }));
    catalog.remove(name);
    log(`${path} was deleted${lost > 0 ? `, with ${lost} lines that were still to be delivered` : ""}`);
    if (lost > 0) onLost(lost);
  }

  return {
    run() {
      running ??= run().finally(() => (running = undefined));
      return running;
    },
    async close() {
      closing.abort();
      await running?.catch(() => undefined);
    },
  };
}

/** Which segments hold something that a reader has still to read. A place that is gone needs all: its reader begins with the oldest. */
function judgeNeed(segments: readonly Segment[], readers: readonly Position[], lengthOf: (segment: Segment) => number) {
  const needed = firstOf(segments, readers);
  if (!needed) return () => false;
  const first = segments.findLastIndex(({ name }) => name === needed.segment);
  const isReadOut = segments[first] !== undefined && needed.offset >= lengthOf(segments[first]);
  return (index: number) => index > first || (index === first && !isReadOut);
}

/** The place of the reader that is furthest behind: one that is gone comes before all others. */
function firstOf(segments: readonly Segment[], readers: readonly Position[]): Position | undefined {
  const orderOf = ({ segment }: Position) => segments.findLastIndex(({ name }) => name === segment);
  return readers.toSorted((a, b) => orderOf(a) - orderOf(b) || a.offset - b.offset)[0];
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
