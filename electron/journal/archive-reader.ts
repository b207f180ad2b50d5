import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { isMissing } from "./disk-failure.ts";
import { BLOCK_BYTES } from "./segment-range.ts";
import type { SegmentRange } from "./segment-range.ts";

/** Reads compressed segments, and goes on where it stopped: one that is read window by window is unpacked once, not once a window. */
export interface ArchiveReader {
  /** As readBlocks says. */
  read(range: SegmentRange): AsyncGenerator<Buffer, void>;
  close(): void;
}

interface OpenArchive {
  path: string;
  chunks: AsyncIterator<Buffer>;
  /** The last blocks: a window ends with a whole line, which may have begun in the block before. */
  recent: { bytes: Buffer; start: number }[];
  close(): void;
}

const MOST_OPEN = 4;
/** Milliseconds after which an archive that nobody reads on is closed. */
const LONGEST_IDLE = 10_000;

export function createArchiveReader(): ArchiveReader {
  let open: OpenArchive[] = []; // not being read at the moment; the one used last is the last
  let timer: NodeJS.Timeout | undefined;

  function take({ path, from }: SegmentRange): OpenArchive {
    const found = open.findLast((archive) => archive.path === path && archive.recent[0] !== undefined && archive.recent[0].start <= from);
    open = open.filter((archive) => archive !== found);
    return found ?? openArchive(path);
  }

  function keep(archive: OpenArchive): void {
    open.push(archive);
    if (open.length > MOST_OPEN) open.shift()?.close();
    clearTimeout(timer);
    timer = setTimeout(close, LONGEST_IDLE).unref();
  }

  function close(): void {
    clearTimeout(timer);
    for (const archive of open) archive.close();
    open = [];
  }

  async function* read(range: SegmentRange): AsyncGenerator<Buffer, void> {
    const archive = take(range);
    let isWorthKeeping = true;
    try {
      for await (const { bytes, start } of readOn(archive)) {
        const part = bytes.subarray(Math.max(0, range.from - start), Math.max(0, range.to - start));
        if (part.length > 0) yield part;
        if (start + bytes.length >= range.to) return;
      }
      isWorthKeeping = false; // read to its end
    } catch (error) {
      isWorthKeeping = false;
      const { code } = error as NodeJS.ErrnoException;
      if (!isMissing(error) && !code?.startsWith("Z_")) throw error;
    } finally {
      if (isWorthKeeping) keep(archive);
      else archive.close();
    }
  }

  return { read, close };
}

/** The blocks that an archive still has, then those that follow. */
async function* readOn(archive: OpenArchive): AsyncGenerator<OpenArchive["recent"][number], void> {
  yield* archive.recent;
  for (;;) {
    const { value, done } = await archive.chunks.next();
    if (done) return;
    const last = archive.recent.at(-1);
    const block = { bytes: value, start: last ? last.start + last.bytes.length : 0 };
    archive.recent = last ? [last, block] : [block];
    yield block;
  }
}

function openArchive(path: string): OpenArchive {
  const file = createReadStream(`${path}.gz`);
  const gunzip = createGunzip({ chunkSize: BLOCK_BYTES });
  file.on("error", (error) => gunzip.destroy(error));
  const chunks = (file.pipe(gunzip) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  return {
    path,
    chunks,
    recent: [],
    close() {
      file.destroy();
      gunzip.destroy();
    },
  };
}
