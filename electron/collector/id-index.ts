import { closeSync, existsSync, openSync, readSync, rmSync } from "node:fs";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import type { Position } from "../journal/types.ts";

/**
 * The ids of all records in the journal, as long as their files are there. It only follows the journal: ids and the position up to
 * which it has followed change in one transaction, so that after a crash it is behind at most, never ahead.
 */
export interface IdIndex {
  /** Those of the ids, in their own spelling, that are in it. */
  findKnown(ids: readonly string[]): Set<string>;
  /** Throws when the disk refuses it; then nothing has changed. */
  add(ids: Iterable<string>, followedTo: Position): void;
  /** Undefined: it has followed nothing yet. */
  position(): Position | undefined;
  clear(): void;
  /** Forgets the ids of segments that came before this one, a few at a time. */
  forgetBefore(segment: string): Promise<void>;
  close(): void;
}

const SCHEMA_VERSION = 1;
const FORGOTTEN_AT_ONCE = 2_000;
/** A UUID of `json_each` as its 16 bytes: half the size, and both spellings (upper and lower case) are one. */
const UUID_BYTES = "unhex(value, '-')";

/** An index that is on no disk. */
export const IN_MEMORY = ":memory:";

/**
 * Opens the index; a damaged one, or one of another version, is deleted and begins anew: the journal has everything. Throws when the disk
 * refuses it: then it is left as it is.
 */
export function openIdIndex(file: string, log: (message: string) => void): IdIndex {
  try {
    return openDatabase(file);
  } catch (error) {
    if (isRefusal(error)) throw error;
    log(`index of ids cannot be used (${(error as Error).message}): it is made anew from the journal`);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
    return openDatabase(file);
  }
}

/** SQLite's codes for a file that is damaged: SQLITE_CORRUPT, NOTADB, IOERR_READ, IOERR_SHORT_READ. */
const DAMAGED = new Set([11, 26, 266, 522]);

/** Whether the disk takes nothing (full, read-only), which says nothing against what is on it. */
export function isRefusal(error: unknown): boolean {
  const { errcode } = error as { errcode?: number };
  return errcode !== undefined && !DAMAGED.has(errcode);
}

function openDatabase(file: string): IdIndex {
  readThrough(file);
  const database = new DatabaseSync(file);
  try {
    prepareSchema(database);
  } catch (error) {
    database.close();
    throw error;
  }
  // All ids in one statement, as a JSON array: crossing over to SQLite costs more than the look-up.
  const findIds = database.prepare(`SELECT value AS id FROM json_each(?) WHERE EXISTS (SELECT 1 FROM ids WHERE id = ${UUID_BYTES})`);
  const addIds = database.prepare(`INSERT OR IGNORE INTO ids (id, segment) SELECT ${UUID_BYTES}, ? FROM json_each(?)`);
  const findSegment = database.prepare("SELECT number FROM segments WHERE name = ?");
  const addSegment = database.prepare("INSERT OR IGNORE INTO segments (name) VALUES (?)");
  const getPosition = database.prepare("SELECT segment, offset FROM position");
  const setPosition = database.prepare("INSERT OR REPLACE INTO position (only, segment, offset) VALUES (0, ?, ?)");
  const forgetIds = database.prepare("DELETE FROM ids WHERE id IN (SELECT id FROM ids WHERE segment < ? LIMIT ?)");
  const forgetSegments = database.prepare("DELETE FROM segments WHERE number < ?");

  return {
    findKnown: (ids) => new Set(findIds.all(JSON.stringify(ids)).map(({ id }) => id as string)),
    add(ids, { segment, offset }) {
      inTransaction(database, () => {
        addSegment.run(segment);
        const number = findSegment.get(segment)!.number as number;
        addIds.run(number, JSON.stringify([...ids]));
        setPosition.run(segment, offset);
      });
    },
    position() {
      const row = getPosition.get();
      return row && { segment: row.segment as string, offset: row.offset as number };
    },
    clear: () => inTransaction(database, () => database.exec("DELETE FROM ids; DELETE FROM segments; DELETE FROM position")),
    async forgetBefore(segment) {
      const number = findSegment.get(segment)?.number;
      if (number === undefined) return;
      while (database.isOpen && forgetIds.run(number, FORGOTTEN_AT_ONCE).changes > 0) await yieldToOthers();
      if (database.isOpen) forgetSegments.run(number);
    },
    close: () => database.close(),
  };
}

const READ_BLOCK = 1024 * 1024;

/**
 * So that the check below finds the file in memory: it takes the pages in the order of their keys, and after a restart of the machine
 * the disk would have to look for each of them (50 MB for a million ids).
 */
function readThrough(file: string): void {
  if (!existsSync(file)) return;
  const handle = openSync(file, "r");
  try {
    const block = Buffer.allocUnsafe(READ_BLOCK);
    while (readSync(handle, block) > 0);
  } finally {
    closeSync(handle);
  }
}

/** Throws when the file is no sound index of this version. */
function prepareSchema(database: DatabaseSync): void {
  const version = database.prepare("PRAGMA user_version").get()!.user_version;
  const isNew = database.prepare("SELECT count(*) AS tables FROM sqlite_schema").get()!.tables === 0;
  if (!isNew && version !== SCHEMA_VERSION) throw new Error(`version ${String(version)}`);
  const check = database.prepare("PRAGMA quick_check(1)").get()!.quick_check;
  if (check !== "ok") throw new Error(String(check));
  // EXCLUSIVE: nobody else reads it, so a look-up takes no file locks. NORMAL: a power cut may take the last transactions, never a part of one.
  database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  if (!isNew) return;
  inTransaction(database, () =>
    database.exec(`
      CREATE TABLE segments (number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
      CREATE TABLE ids (id BLOB PRIMARY KEY, segment INTEGER NOT NULL) WITHOUT ROWID;
      CREATE INDEX ids_by_segment ON ids (segment);
      CREATE TABLE position (only INTEGER PRIMARY KEY, segment TEXT NOT NULL, offset INTEGER NOT NULL);
      PRAGMA user_version = ${SCHEMA_VERSION};
    `),
  );
}

function inTransaction(database: DatabaseSync, action: () => void): void {
  database.exec("BEGIN");
  try {
    action();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
