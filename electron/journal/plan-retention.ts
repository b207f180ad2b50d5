import { daysBetween } from "./segment-name.ts";
import type { JournalLimits } from "./types.ts";

/** A closed segment as retention sees it. The one that is written to is never touched and not among them. */
export interface KeptSegment {
  name: string;
  /** When it was written to, as dateInOrder says. */
  date: string;
  /** Bytes on disk. */
  bytes: number;
  isCompressed: boolean;
  /** Somebody has still to read some of it. */
  isNeeded: boolean;
}

/** The journal's surroundings. Sizes are bytes. */
export interface DiskState {
  today: string;
  free: number;
  /** Of the whole disk. */
  capacity: number;
  /** Of all our segments, the one that is written to included. */
  used: number;
}

export const MEGABYTE = 1024 * 1024;
/** Below this compressing, which needs space of its own first, would make matters worse. */
const COMPRESS_FREE = 50 * MEGABYTE;
/** What is never deleted to make room for others: so much of our logs, and so many days. */
const KEPT_BYTES = 256 * MEGABYTE;
const KEPT_DAYS = 7;
const FREE_SHARE = 0.05;

/**
 * When segments that were begun in this order were written to, by the dates in their names: not before those that are older. A clock that
 * stood in the past for a while (a flat battery) must not make what failed meanwhile too old to be kept. What the clock had not reached
 * by `present` says nothing about others: then it stood in the future.
 */
export function dateInOrder(dates: readonly string[], present: string): string[] {
  let latest = "";
  return dates.map((date) => {
    if (date > latest && date <= present) latest = date;
    return date > latest ? date : latest;
  });
}

/** Segments whose time is over. All lists here are in order of creation, and so are the answers. */
export function chooseExpired(segments: readonly KeptSegment[], { today }: DiskState, { retentionDays }: JournalLimits): KeptSegment[] {
  return segments.filter(({ date, isNeeded }) => !isNeeded && daysBetween(date, today) > retentionDays);
}

/** Segments to compress: those old enough; of a disk that is short of space all of former days. */
export function chooseToCompress(segments: readonly KeptSegment[], disk: DiskState, limits: JournalLimits): KeptSegment[] {
  if (disk.free < COMPRESS_FREE) return [];
  const afterDays = isShort(disk, limits) ? 0 : limits.compressAfterDays;
  return segments.filter(({ date, bytes, isCompressed }) => !isCompressed && bytes > 0 && daysBetween(date, disk.today) > afterDays);
}

/** Segments to delete so that the size limit holds, needed or not; then, on a disk that is short of space, those that nobody needs. */
export function chooseToMakeRoom(segments: readonly KeptSegment[], disk: DiskState, limits: JournalLimits): KeptSegment[] {
  let { used, free } = disk;
  return segments.filter(({ date, bytes, isNeeded }) => {
    const isOver = used > limits.maxTotalMegabytes * MEGABYTE;
    const isSpared = isNeeded || used <= KEPT_BYTES || daysBetween(date, disk.today) < KEPT_DAYS;
    const isChosen = isOver || (isShort({ ...disk, free }, limits) && !isSpared);
    if (!isChosen) return false;
    used -= bytes;
    free += bytes;
    return true;
  });
}

/** Whether a disk has too little free space for our taste (spec section 3). */
export function isShort(
  { free, capacity }: Pick<DiskState, "free" | "capacity">,
  { minFreeMegabytes }: Pick<JournalLimits, "minFreeMegabytes">,
): boolean {
  return free < Math.min(minFreeMegabytes * MEGABYTE, capacity * FREE_SHARE);
}
