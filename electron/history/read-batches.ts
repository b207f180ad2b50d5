import { parseRecord } from "../../shared/log-fields.ts";
import { createArchiveReader } from "../journal/archive-reader.ts";
import { scanLines } from "../journal/segment-lines.ts";
import type { ScannedLine } from "../journal/segment-lines.ts";
import { createLineParser } from "./line-parser.ts";
import { createBatchCollector, NO_TIME } from "./row-batch.ts";
import type { RowBatch } from "./row-batch.ts";
import { createWordBook } from "./word-book.ts";

/** What is to be read of one file. */
export interface ReadRequest {
  /** Without `.gz`. */
  path: string;
  from: number;
  to: number;
  lastTime: number | undefined;
}

/** Lines of the request of this number; none of a file that cannot be read (somebody else's rights, a disk that went away). */
export interface ReadBatch {
  request: number;
  batch: RowBatch | undefined;
  /** Whose words they are: each reader counts its own. */
  reader: number;
}

/** Reads parts of files in batches, one after the other; the last of each part says so. Whoever wants no more stops asking. */
export type BatchReader = (requests: readonly ReadRequest[]) => AsyncGenerator<ReadBatch, void>;

export function createBatchReader(): BatchReader {
  const words = createWordBook([], 0);
  const parse = createLineParser(words);
  const rows = createBatchCollector();

  async function* readFile({ path, from, to, lastTime }: ReadRequest): AsyncGenerator<RowBatch, void> {
    const archives = createArchiveReader();
    const progress = { done: from, lastTime, hasTail: false, isEnd: false };
    const add = ({ bytes, offset }: ScannedLine): void => {
      const row = parse(bytes.toString(), offset, progress.lastTime);
      if (row.time !== NO_TIME) progress.lastTime = row.time;
      rows.add(row);
    };
    const takeLine = (line: ScannedLine): boolean => {
      add(line);
      progress.done = line.next;
      progress.isEnd = !rows.isFull();
      return progress.isEnd;
    };
    const onTail = (tail: ScannedLine): void => {
      if (!parseRecord(tail.bytes.toString())) return; // torn, or still being written
      add(tail);
      progress.hasTail = true;
    };
    try {
      while (!progress.isEnd) {
        progress.isEnd = true;
        await scanLines({ path, from: progress.done, to }, takeLine, { archives, onTail });
        yield rows.take(words.takeNew(), { ...progress });
      }
    } finally {
      rows.take([], progress); // of a reading that was broken off
      archives.close();
    }
  }

  return async function* readBatches(requests) {
    for (const [request, part] of requests.entries()) {
      try {
        for await (const batch of readFile(part)) yield { request, batch, reader: 0 };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
        yield { request, batch: undefined, reader: 0 };
      }
    }
  };
}
