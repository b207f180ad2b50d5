import { stat, truncate } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";

/** What a write that failed may have left behind the last durable line of a segment. */
export interface Leftover {
  path: string;
  inode: number;
  /** Durable bytes. */
  length: number;
  /** Bytes that the write would have added. */
  attempted: number;
}

export interface TakeBackOptions {
  /** Bytes that are surely ours. */
  written: number;
  /** Another program has changed the file. */
  isChanged: boolean;
}

/**
 * Takes the bytes off again, wherever the file is by now: all that stands behind the durable end, since a write that failed may have left
 * more than it said; of a changed file only what is surely ours.
 */
export async function takeBack(handle: FileHandle, leftover: Leftover, { written, isChanged }: TakeBackOptions): Promise<void> {
  const { path, inode, length, attempted } = leftover;
  const { size } = await handle.stat();
  const isOurs = !isChanged && size >= length && size <= length + attempted;
  const wanted = isOurs ? length : Math.max(0, size - written);
  if (process.platform !== "win32") return handle.truncate(wanted);
  if ((await stat(path)).ino === inode) await truncate(path, wanted); // Windows cuts no file through a handle that appends
}

/** The same later, when the disk may be well again. False: it still cannot be done. What others have changed is left as it is. */
export async function takeBackLater({ path, inode, length, attempted }: Leftover): Promise<boolean> {
  try {
    const { ino, size } = await stat(path);
    if (ino === inode && size > length && size <= length + attempted) await truncate(path, length);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}
