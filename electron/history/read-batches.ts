import { parseRecord } from "../../shared/log-fields.ts";
import { createArchiveReader } from "../journal/archive-reader.ts";
import { scanLines } from "../journal/segment-lines.ts";
import type { ScannedLine } from "../journal/segment-lines.ts";
import { createLineParser } from "./line-parser.ts";
import { createBatchCollector, NO_TIME } from "./row-batch.ts";
import type { RowBatch } from "./row-batch.ts";
import type { WordBook } from "./word-book.ts";

/** What is to be read of one file. */
export interface ReadRequest {
  /** Without `.gz`. */
  path: string;
  from: number;
  to: number;
  lastTime: number | undefined;
}

/** Reads a part of a file in batches; the last says so. Whoever wants no more stops asking. */
export type BatchReader = (request: ReadRequest) => AsyncGenerator<RowBatch, void>;

export function createBatchReader(words: WordBook): BatchReader {
  const parse = createLineParser(words);
  const rows = createBatchCollector();

  return async function* readBatches({ path, from, to, lastTime }) {
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
  };
}
