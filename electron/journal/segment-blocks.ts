import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { isMissing } from "./disk-failure.ts";

/** Bytes read at once: large enough for the disk, small enough that scanning one block does not hold up the host. */
const BLOCK_BYTES = 256 * 1024;
export const LF = 10;

/** A part of a segment, by offsets in its uncompressed text. */
export interface SegmentRange {
  /** Path without `.gz`. */
  path: string;
  from: number;
  /** Infinity: to the end. */
  to: number;
}

/**
 * The bytes of a range, block by block; a block is valid until the next one is asked for. A compressed segment is read through gunzip.
 * A segment that is gone has no bytes; a damaged archive those that come before the damage.
 */
export async function* readBlocks(range: SegmentRange): AsyncGenerator<Buffer, void> {
  const handle = await open(range.path, "r").catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!handle) return yield* readArchive(range);
  try {
    const block = Buffer.allocUnsafe(BLOCK_BYTES);
    for (let offset = range.from; offset < range.to;) {
      const { bytesRead } = await handle.read(block, 0, Math.min(BLOCK_BYTES, range.to - offset), offset);
      if (bytesRead === 0) return;
      yield block.subarray(0, bytesRead);
      offset += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

async function* readArchive({ path, from, to }: SegmentRange): AsyncGenerator<Buffer, void> {
  const file = createReadStream(`${path}.gz`);
  const gunzip = createGunzip({ chunkSize: BLOCK_BYTES });
  file.on("error", (error) => gunzip.destroy(error));
  try {
    let offset = 0;
    for await (const chunk of file.pipe(gunzip) as AsyncIterable<Buffer>) {
      const part = chunk.subarray(Math.max(0, from - offset), Math.max(0, to - offset));
      if (part.length > 0) yield part;
      offset += chunk.length;
      if (offset >= to) return;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!isMissing(error) && !code?.startsWith("Z_")) throw error;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}
