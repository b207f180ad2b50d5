import { statfs } from "node:fs/promises";
import type { JournalStatus } from "../../shared/host-status.ts";
import { isShort, MEGABYTE } from "./plan-retention.ts";
import type { DiskState } from "./plan-retention.ts";
import type { JournalLimits } from "./types.ts";

/** Looks every few seconds how much space a folder's disk has. */
export interface SpaceWatch {
  state(): JournalStatus["disk"];
  close(): void;
}

export interface SpaceWatchOptions {
  directory: string;
  limits: () => JournalLimits;
  /** Space has become low, is plenty again, or, while it is low, another number of megabytes. */
  onChange: () => void;
  /** Space has become low. */
  onLow: () => void;
  log: (message: string) => void;
}

/** Milliseconds. One look takes some 0.05 ms. */
const LOOK_INTERVAL = 2_000;

export function createSpaceWatch({ directory, limits, onChange, onLow, log }: SpaceWatchOptions): SpaceWatch {
  let disk: JournalStatus["disk"];
  let isLooking = false;
  const timer = setInterval(() => void look(), LOOK_INTERVAL).unref();
  void look();

  async function look(): Promise<void> {
    if (isLooking) return; // a disk that hangs must not take one of Node's threads after the other
    isLooking = true;
    const space = await readDiskSpace(directory).catch(() => undefined); // a folder that is gone is the writer's affair
    isLooking = false;
    const before = disk;
    disk = space && { free: space.free, isLow: isShort(space, limits()) };
    if (show(disk) === show(before)) return;
    if (disk?.isLow && !before?.isLow) {
      log(`${directory}: ${toMegabytes(disk.free)} MB are free on this disk, which is too little`);
      onLow();
    }
    onChange();
  }

  return { state: () => disk, close: () => clearInterval(timer) };
}

/** What others have of it: without a need the exact number is of no interest. */
function show(disk: JournalStatus["disk"]): number | undefined {
  return disk?.isLow ? toMegabytes(disk.free) : undefined;
}

function toMegabytes(bytes: number): number {
  return Math.floor(bytes / MEGABYTE);
}

/** Bytes that a user without privileges may still take, and bytes of the whole disk. */
export async function readDiskSpace(directory: string): Promise<Pick<DiskState, "free" | "capacity">> {
  const { bavail, bsize, blocks } = await statfs(directory);
  return { free: bavail * bsize, capacity: blocks * bsize };
}
