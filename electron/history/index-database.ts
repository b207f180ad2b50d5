import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { makeDirectory } from "../journal/make-directory.ts";
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import { FILES_TABLE } from "./indexed-files.ts";
import type { DuckDb } from "./load-duckdb.ts";
import { WORD_COLUMNS } from "./row-batch.ts";

/** An answer's row: its columns by their names. */
export type Row = Record<string, DuckDBValue>;

/** The database of one index. It holds nothing that is not in the log files: where it is damaged or of another version it is made anew. */
export interface IndexDatabase {
  engine: DuckDb;
  /** For the one who writes; after `reopen` another. */
  writer(): DuckDBConnection;
  /** One question on a connection of its own. Rejects with the signal's reason within some 10 ms when it is aborted. */
  ask(sql: string, values: DuckDBValue[], signal: AbortSignal): Promise<Row[]>;
  /** Gives the memory back that building took. Rejects when the file was deleted meanwhile. */
  reopen(): Promise<void>;
  close(): void;
}

/** Raised when the tables change, or what is put into them. */
const VERSION = 2;

/** A line's `key` holds its offset in its low bits, its file's number above them. */
export const OFFSET_BITS = 40n;

/** `key` is a file's number * 2^40 + the line's offset: sorted by it, lines stand in the source's order. The other integers are words. */
const TABLES = `
  create table meta (version integer);
  insert into meta values (${VERSION});
  ${FILES_TABLE}
  create table words (id integer, text varchar, folded varchar);
  create table rows (
    key bigint, t bigint, damaged boolean, sendable boolean, ${WORD_COLUMNS.map((column) => `${column} integer`).join(", ")}, rest varchar);`;

/** Of what DuckDB may hold; Node and its own code come on top. While building, the writer's share is larger. */
const MEMORY_LIMIT = "128MB";

export async function openIndexDatabase(engine: DuckDb, file: string): Promise<IndexDatabase> {
  const settings = { threads: "2", memory_limit: MEMORY_LIMIT, temp_directory: `${file}.tmp`, autoinstall_known_extensions: "false" };
  const asking = new Set<Promise<unknown>>();
  let instance: DuckDBInstance;
  let writing: DuckDBConnection;
  let opening: Promise<void> | undefined;

  async function open(): Promise<void> {
    instance = await engine.duckdb.DuckDBInstance.create(file, settings);
    writing = await instance.connect();
  }

  function close(): void {
    writing.closeSync();
    instance.closeSync();
  }

  /** Rejects when its tables are not there, or are another version's. */
  async function checkTables(): Promise<void> {
    const [row] = (await writing.runAndReadAll("select version from meta")).getRows();
    if (row?.[0] !== VERSION) throw new Error("another version");
  }

  async function makeAnew(): Promise<void> {
    for (const each of [file, `${file}.wal`, `${file}.tmp`]) await rm(each, { force: true, recursive: true });
    await open();
    await writing.run(TABLES);
  }

  async function askNow(sql: string, values: DuckDBValue[], signal: AbortSignal): Promise<Row[]> {
    await opening;
    signal.throwIfAborted();
    const connection = await instance.connect();
    const interrupt = (): void => connection.interrupt();
    signal.addEventListener("abort", interrupt);
    try {
      return (await connection.runAndReadAll(sql, values)).getRowObjects();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener("abort", interrupt);
      connection.closeSync();
    }
  }

  await makeDirectory(dirname(file));
  try {
    await open();
    await checkTables();
  } catch {
    try {
      close();
    } catch {
      // it was not open
    }
    await makeAnew();
  }

  return {
    engine,
    writer: () => writing,
    ask(sql, values, signal) {
      const answer = askNow(sql, values, signal);
      const settled = answer.catch(() => undefined).finally(() => asking.delete(settled));
      asking.add(settled);
      return answer;
    },
    async reopen() {
      await writing.run("checkpoint");
      opening = (async () => {
        await Promise.all(asking);
        close();
        await open();
        await checkTables(); // somebody may have deleted the file meanwhile
      })();
      await opening;
    },
    close,
  };
}
