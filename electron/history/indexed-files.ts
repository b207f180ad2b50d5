import type { DuckDBConnection } from "@duckdb/node-api";

/** How far an index is in one file. */
export interface IndexedFile {
  /** Larger than that of the file before it. */
  id: number;
  file: string;
  /** Everything before this offset is in the index. */
  done: number;
  /** As it was on disk when it was read to its end; 0 before. */
  size: number;
  isPlain: boolean;
  /** Checksum of its beginning: another file of the same name has another. */
  head: number;
  lastTime: number | undefined;
  /** The line behind the last LF is in the index too, though it may still grow. */
  hasTail: boolean;
  lines: number;
}

export const FILES_TABLE = `create table files (
  id integer, file varchar, done bigint, size bigint, plain boolean, head bigint, last_time bigint, tail boolean, lines bigint);`;

export async function loadIndexedFiles(connection: DuckDBConnection): Promise<IndexedFile[]> {
  const rows = (await connection.runAndReadAll("select * from files order by id")).getRowObjects();
  return rows.map(({ id, file, done, size, plain, head, last_time: lastTime, tail, lines }) => ({
    id: Number(id),
    file: String(file),
    done: Number(done),
    size: Number(size),
    isPlain: plain === true,
    head: Number(head),
    lastTime: lastTime === null ? undefined : Number(lastTime),
    hasTail: tail === true,
    lines: Number(lines),
  }));
}

export async function saveIndexedFile(connection: DuckDBConnection, state: IndexedFile): Promise<void> {
  const { id, file, done, size, isPlain, head, lastTime, hasTail, lines } = state;
  await connection.run(`delete from files where id = ${id}`);
  const values = [
    id,
    file,
    BigInt(done),
    BigInt(size),
    isPlain,
    BigInt(head),
    lastTime === undefined ? null : BigInt(lastTime),
    hasTail,
    BigInt(lines),
  ];
  await connection.run("insert into files values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", values);
}
