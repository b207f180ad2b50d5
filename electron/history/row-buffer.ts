import type { DuckDBAppender, DuckDBDataChunk, DuckDBType } from "@duckdb/node-api";
import type { DuckDb } from "./load-duckdb.ts";

/** A row of the index's table: `key`, `time` (NO_TIME: none), two flags, ten numbers of words, and a text. */
export interface IndexRow {
  key: bigint;
  time: number;
  isDamaged: boolean;
  isSendable: boolean;
  words: readonly number[];
  rest: string;
}

/** Rows on their way into DuckDB, column by column in typed arrays: value by value through its own vectors takes thrice as long. */
export interface RowBuffer {
  add(row: IndexRow): void;
  count(): number;
  appendTo(appender: DuckDBAppender): void;
  clear(): void;
}

export const WORD_COLUMNS = ["type", "reason", "stream", "server", "status", "client", "message", "print", "url", "agent"] as const;

/** Before every time there is: a column without nulls is copied as it is. */
export const NO_TIME = -8_640_000_000_000_001;

/** DuckDB's vectors have so many values. */
const CHUNK = 2_048;

export function createRowBuffer({ duckdb, bindings }: DuckDb, capacity: number): RowBuffer {
  const { BIGINT, BOOLEAN, INTEGER, VARCHAR } = duckdb;
  const types: DuckDBType[] = [BIGINT, BIGINT, BOOLEAN, BOOLEAN, ...WORD_COLUMNS.map(() => INTEGER), VARCHAR];
  const keys = new BigInt64Array(capacity);
  const times = new BigInt64Array(capacity);
  const [damaged, sendable] = [new Uint8Array(capacity), new Uint8Array(capacity)];
  const words = WORD_COLUMNS.map(() => new Int32Array(capacity));
  const fixed = [keys, times, damaged, sendable, ...words];
  const rests: string[] = [];

  function fill({ chunk }: DuckDBDataChunk, from: number, to: number): void {
    for (const [index, column] of fixed.entries()) {
      const { buffer, byteOffset, byteLength } = column.subarray(from, to);
      bindings.copy_data_to_vector(bindings.data_chunk_get_vector(chunk, index), 0, buffer, byteOffset, byteLength);
    }
    const vector = bindings.data_chunk_get_vector(chunk, fixed.length);
    for (let i = from; i < to; i++) bindings.vector_assign_string_element(vector, i - from, rests[i]!);
  }

  return {
    add({ key, time, isDamaged, isSendable, words: numbers, rest }) {
      const at = rests.push(rest) - 1;
      keys[at] = key;
      times[at] = BigInt(time);
      damaged[at] = Number(isDamaged);
      sendable[at] = Number(isSendable);
      for (let i = 0; i < words.length; i++) words[i]![at] = numbers[i]!;
    },
    count: () => rests.length,
    appendTo(appender) {
      for (let from = 0; from < rests.length; from += CHUNK) {
        const to = Math.min(from + CHUNK, rests.length);
        const chunk = duckdb.DuckDBDataChunk.create(types, to - from);
        fill(chunk, from, to);
        appender.appendDataChunk(chunk);
      }
    },
    clear() {
      rests.length = 0;
    },
  };
}
