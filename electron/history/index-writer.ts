import type { DuckDBAppender, DuckDBConnection, DuckDBType } from "@duckdb/node-api";
import type { IndexDatabase } from "./index-database.ts";
import { WORD_COLUMNS } from "./row-batch.ts";
import type { RowBatch } from "./row-batch.ts";
import { createWordBook, MOST_REMEMBERED } from "./word-book.ts";
import type { WordBook } from "./word-book.ts";

/** Puts batches into an index, in transactions that it opens itself. Nothing of one is seen before its `commit`; a crash leaves nothing of it. */
export interface IndexWriter {
  /** The numbers of words in the index: who appends has translated the batch by it. */
  words: WordBook;
  /** `firstKey`: of the batch's file. */
  append(batch: RowBatch, firstKey: bigint): Promise<void>;
  /** In the same transaction as what was appended. */
  change(action: (connection: DuckDBConnection) => Promise<unknown>): Promise<void>;
  /** Commits once that pays. */
  settle(): Promise<void>;
  commit(): Promise<void>;
}

/** Rows of a transaction: two of DuckDB's row groups. Of smaller ones everything is written twice, first to its log. */
const TRANSACTION = 245_760;
/** DuckDB's vectors have so many values. */
const CHUNK = 2_048;

export async function createIndexWriter(database: IndexDatabase): Promise<IndexWriter> {
  const { duckdb, bindings } = database.engine;
  const { BIGINT, BOOLEAN, INTEGER, VARCHAR, DuckDBDataChunk } = duckdb;
  const rowTypes: DuckDBType[] = [BIGINT, BIGINT, BOOLEAN, BOOLEAN, ...WORD_COLUMNS.map(() => INTEGER), VARCHAR];
  const words = await loadWords(database);
  let isOpen = false;
  let rows = 0;

  async function begin(): Promise<DuckDBConnection> {
    const connection = database.writer();
    if (!isOpen) await connection.run("begin");
    isOpen = true;
    return connection;
  }

  async function commit(): Promise<void> {
    if (!isOpen) return;
    await database.writer().run("commit");
    isOpen = false;
    rows = 0;
  }

  function appendWords(appender: DuckDBAppender, fresh: { id: number; text: string }[]): void {
    for (let from = 0; from < fresh.length; from += CHUNK) {
      const some = fresh.slice(from, from + CHUNK);
      const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR, VARCHAR], some.length);
      chunk.setColumns([some.map(({ id }) => id), some.map(({ text }) => text), some.map(({ text }) => text.toLowerCase())]);
      appender.appendDataChunk(chunk);
    }
  }

  /** Column by column as they are in memory: value by value through DuckDB's own vectors takes thrice as long. */
  function appendRows(appender: DuckDBAppender, batch: RowBatch, firstKey: bigint): void {
    const keys = BigInt64Array.from({ length: batch.count }, (_, row) => firstKey + BigInt(batch.offsets[row]!));
    const times = BigInt64Array.from({ length: batch.count }, (_, row) => BigInt(batch.times[row]!));
    const fixed = [keys, times, batch.damaged, batch.sendable, ...batch.words];
    for (let from = 0; from < batch.count; from += CHUNK) {
      const to = Math.min(from + CHUNK, batch.count);
      const { chunk } = DuckDBDataChunk.create(rowTypes, to - from);
      for (const [index, column] of fixed.entries()) {
        const { buffer, byteOffset, byteLength } = column.subarray(from, to);
        bindings.copy_data_to_vector(bindings.data_chunk_get_vector(chunk, index), 0, buffer as ArrayBuffer, byteOffset, byteLength);
      }
      const texts = bindings.data_chunk_get_vector(chunk, fixed.length);
      for (let row = from, start = from === 0 ? 0 : batch.ends[from - 1]!; row < to; start = batch.ends[row++]!)
        bindings.vector_assign_string_element_len(texts, row - from, batch.texts.subarray(start, batch.ends[row]));
      appender.appendDataChunk(new DuckDBDataChunk(chunk));
    }
  }

  return {
    words,
    async append(batch, firstKey) {
      const connection = await begin();
      for (const [table, fill] of [
        ["words", (appender: DuckDBAppender) => appendWords(appender, words.takeNew())],
        ["rows", (appender: DuckDBAppender) => appendRows(appender, batch, firstKey)],
      ] as const) {
        const appender = await connection.createAppender(table);
        fill(appender);
        appender.closeSync();
      }
      rows += batch.count;
    },
    async change(action) {
      await action(await begin());
    },
    async settle() {
      if (rows >= TRANSACTION) await commit();
    },
    commit,
  };
}

/** The newest are those that come again. */
async function loadWords(database: IndexDatabase): Promise<WordBook> {
  const found = await database.writer().runAndReadAll(`select text, id from words order by id desc limit ${MOST_REMEMBERED / 2}`);
  const known = found.getRows() as unknown as [text: string, id: number][];
  return createWordBook(known, (known[0]?.[1] ?? -1) + 1);
}
