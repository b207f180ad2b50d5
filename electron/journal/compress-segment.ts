import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { crc32, createGunzip, createGzip } from "node:zlib";
import { makeDirectory } from "./make-directory.ts";
import { retryWhileBusy } from "./retry-while-busy.ts";
import { syncDirectory } from "./sync-directory.ts";

export interface CompressOptions {
  /** Path of the plain segment; `.gz` is put behind it. */
  path: string;
  /** Bytes of it that belong to the journal; more than 0. */
  length: number;
  temporaryDirectory: string;
  signal: AbortSignal;
}

/**
 * Replaces a segment by its compressed form. At every moment one of the two is whole: the archive is written elsewhere, read back and
 * compared before it takes its name, and only then the plain file goes. Rejects, and leaves the plain file, when any of it fails.
 */
export async function compressSegment({ path, length, temporaryDirectory, signal }: CompressOptions): Promise<void> {
  const temporary = join(temporaryDirectory, `${basename(path)}.gz`);
  await makeDirectory(temporaryDirectory);
  try {
    const source = createReadStream(path, { end: length - 1 });
    const written = createChecksum();
    await pipeline(source, written.pass, createGzip(), createWriteStream(temporary, { flush: true }), { signal });
    const readBack = createChecksum();
    await pipeline(createReadStream(temporary), createGunzip(), readBack.pass, readBack.drain, { signal });
    if (written.value() !== readBack.value()) throw new Error(`${temporary} does not read back as it was written`);
    await retryWhileBusy(() => rename(temporary, `${path}.gz`));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
  await retryWhileBusy(() => rm(path));
  await syncDirectory(dirname(path));
}

/** Length and CRC-32 of what flows through. */
function createChecksum() {
  let bytes = 0;
  let crc = 0;
  return {
    value: () => `${bytes} ${crc}`,
    async *pass(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        crc = crc32(chunk, crc);
        yield chunk;
      }
    },
    async drain(chunks: AsyncIterable<Buffer>) {
      for await (const _ of chunks);
    },
  };
}
