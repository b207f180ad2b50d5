import type { DuckDBConnection } from "@duckdb/node-api";
import { foldTexts, parseRecord, readRawFields } from "../../shared/log-fields.ts";
import type { RawFields } from "../../shared/log-fields.ts";
import { fingerprintOf } from "../../shared/log-fingerprint.ts";
import { cutText } from "../../shared/plain-text.ts";
import { isSendable } from "./delivery-marks.ts";
import type { IndexDatabase } from "./index-database.ts";
import { createRowBuffer, NO_TIME, WORD_COLUMNS } from "./row-buffer.ts";
import { createWordBook } from "./word-book.ts";

/** Puts lines into an index, in transactions that it opens itself. Nothing of one is seen before its `commit`; a crash leaves nothing of it. */
export interface IndexWriter {
  /** A damaged line is as old as the one before it: `timeBefore`. Answers with a record's own time (ms), when it has one. */
  add(text: string, key: bigint, timeBefore: number | undefined): number | undefined;
  isFull(): boolean;
  /** Hands over the lines that wait, with what `also` does. Commits once that pays. */
  flush(also: (connection: DuckDBConnection) => Promise<unknown>): Promise<void>;
  commit(): Promise<void>;
  /** Forgets what waits to be handed over. */
  drop(): void;
}

/** Lines handed over at once: it holds the process up for less than 100 ms. */
const BATCH = 20_480;
/** Rows of a transaction: two of DuckDB's row groups. Of smaller ones everything is written twice, first to its log. */
const TRANSACTION = 245_760;
/** How much of a damaged line is kept to be shown, and to be searched. */
const SHOWN = 500;
const SEARCHED = 64 * 1024;
/** What has a column of its own; a record's other texts are in `rest`. */
const OWN_COLUMNS: ReadonlySet<string> = new Set(["timestamp", "streamId", "errorType", "errorMessage", "whepUrl", "userAgent"]);

export async function createIndexWriter(database: IndexDatabase): Promise<IndexWriter> {
  const { INTEGER, VARCHAR, DuckDBDataChunk } = database.engine.duckdb;
  const found = await database.writer().runAndReadAll("select text, id from words order by id desc limit 10000");
  const known = found.getRows() as unknown as [string, number][];
  const words = createWordBook(known, (known[0]?.[1] ?? -1) + 1);
  const rows = createRowBuffer(database.engine, BATCH);
  const printOf = createPrinter(words.numberOf);
  const textOf = (value: unknown): number => words.numberOf(typeof value === "string" ? value : "");

  let isOpen = false;
  let inTransaction = 0;

  async function appendWords(connection: DuckDBConnection): Promise<void> {
    const fresh = words.takeNew();
    const appender = await connection.createAppender("words");
    for (let from = 0; from < fresh.length; from += CHUNK) {
      const some = fresh.slice(from, from + CHUNK);
      const chunk = DuckDBDataChunk.create([INTEGER, VARCHAR, VARCHAR], some.length);
      chunk.setColumns([some.map(({ id }) => id), some.map(({ text }) => text), some.map(({ text }) => text.toLowerCase())]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  async function commit(): Promise<void> {
    if (!isOpen) return;
    await database.writer().run("commit");
    isOpen = false;
    inTransaction = 0;
  }

  return {
    add(text, key, timeBefore) {
      const record = parseRecord(text);
      if (!record) {
        const numbers = WORD_COLUMNS.map((column) => words.numberOf(column === "message" ? cutText(text, SHOWN) : ""));
        const rest = cutText(text, SEARCHED).toLowerCase();
        rows.add({ key, time: timeBefore ?? NO_TIME, isDamaged: true, isSendable: false, words: numbers, rest });
        return undefined;
      }
      const fields = readRawFields(record);
      const { type, reason, stream, server, status, client, message, time } = fields;
      const numbers = [type, reason, stream, server, status, client, message].map(words.numberOf);
      numbers.push(printOf(fields), textOf(record.whepUrl), textOf(record.userAgent));
      const rest = foldTexts(record, OWN_COLUMNS);
      rows.add({ key, time: time ?? NO_TIME, isDamaged: false, isSendable: isSendable(record), words: numbers, rest });
      return time;
    },
    isFull: () => rows.count() >= BATCH,
    async flush(also) {
      const connection = database.writer();
      if (!isOpen) await connection.run("begin");
      isOpen = true;
      await appendWords(connection);
      const appender = await connection.createAppender("rows");
      rows.appendTo(appender);
      appender.closeSync();
      inTransaction += rows.count();
      rows.clear();
      await also(connection);
      if (inTransaction >= TRANSACTION) await commit();
    },
    commit,
    drop: rows.clear,
  };
}

const CHUNK = 2_048;
const MOST_REMEMBERED = 10_000;

/** Numbers of fingerprints. Most messages come again and again, with the same type, reason and status. */
function createPrinter(numberOf: (text: string) => number): (failure: RawFields) => number {
  const last = new Map<string, { failure: RawFields; print: number }>();
  return (failure) => {
    const known = last.get(failure.message);
    const { type, reason, status } = known?.failure ?? {};
    if (known && type === failure.type && reason === failure.reason && status === failure.status) return known.print;
    if (last.size >= MOST_REMEMBERED) last.clear();
    const print = numberOf(fingerprintOf(failure));
    last.set(failure.message, { failure, print });
    return print;
  };
}
