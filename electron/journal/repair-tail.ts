import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { basename, join } from "node:path";
import { makeDirectory } from "./make-directory.ts";
import { LF } from "./segment-blocks.ts";

const BLOCK = 64 * 1024;

/**
 * What a crash left behind a segment's last LF (a torn line, or zeros that a file system put there) goes to the quarantine and is cut
 * off. Returns the length up to the last LF. Where the disk refuses the move, the tail stays: the caller sees a file longer than that.
 */
export async function repairTail(file: string, quarantineDirectory: string, log: (message: string) => void): Promise<number> {
  const handle = await open(file, "r+").catch(() => open(file, "r"));
  try {
    const { size, mtimeMs } = await handle.stat();
    const length = await findEndOfLastLine(handle, size);
    if (length === size) return length;
    try {
      const kept = join(quarantineDirectory, `${basename(file)}.${length}-${Math.trunc(mtimeMs)}.torn`);
      await makeDirectory(quarantineDirectory);
      await copyRange(handle, { from: length, to: size, file: kept });
      await handle.truncate(length);
      await handle.sync();
      log(`${file}: an incomplete last line of ${size - length} bytes was moved to ${kept}`);
    } catch (error) {
      log(`${file}: an incomplete last line of ${size - length} bytes could not be moved: ${(error as Error).message}`);
    }
    return length;
  } finally {
    await handle.close();
  }
}

async function findEndOfLastLine(handle: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(BLOCK);
  // The first look is at one byte: in a sound file it is the LF.
  for (let end = size, wanted = 1; end > 0; wanted = BLOCK) {
    const start = Math.max(0, end - wanted);
    const { bytesRead } = await handle.read(block, 0, end - start, start);
    const found = block.subarray(0, bytesRead).lastIndexOf(LF);
    if (found >= 0) return start + found + 1;
    end = start;
  }
  return 0;
}

async function copyRange(source: FileHandle, { from, to, file }: { from: number; to: number; file: string }): Promise<void> {
  const target = await open(file, "w");
  try {
    const block = Buffer.alloc(BLOCK);
    for (let offset = from; offset < to;) {
      const { bytesRead } = await source.read(block, 0, Math.min(BLOCK, to - offset), offset);
      if (bytesRead === 0) break;
      await target.writeFile(block.subarray(0, bytesRead));
      offset += bytesRead;
    }
    await target.sync();
  } finally {
    await target.close();
  }
}
