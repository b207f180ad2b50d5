import { open } from "node:fs/promises";
import { createArchiveReader } from "./archive-reader.ts";
import type { ArchiveReader } from "./archive-reader.ts";
import { isMissing } from "./disk-failure.ts";
import { BLOCK_BYTES } from "./segment-range.ts";
import type { SegmentRange } from "./segment-range.ts";

export const LF = 10;

/**
 * The bytes of a range, block by block; a block is valid until the next one is asked for. A compressed segment is read through gunzip.
 * A segment that is gone has no bytes; a damaged archive those that come before the damage. `archives` belongs to somebody who reads on
 * where it stops.
 */
export async function* readBlocks(range: SegmentRange, archives?: ArchiveReader): AsyncGenerator<Buffer, void> {
  const handle = await open(range.path, "r").catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!handle) return yield* archives ? archives.read(range) : readArchiveOnce(range);
  try {
    const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, Math.max(0, range.to - range.from)));
    for (let offset = range.from; offset < range.to;) {
      const { bytesRead } = await handle.read(block, 0, Math.min(block.length, range.to - offset), offset);
      if (bytesRead === 0) return;
      yield block.subarray(0, bytesRead);
      offset += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

async function* readArchiveOnce(range: SegmentRange): AsyncGenerator<Buffer, void> {
  const archives = createArchiveReader();
  try {
    yield* archives.read(range);
  } finally {
    archives.close();
  }
}
