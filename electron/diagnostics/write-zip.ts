/** A ZIP archive (PKWARE APPNOTE 6.3.4) as a stream: deflated entries with their sizes behind them, names in UTF-8, no ZIP64. */
import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

export interface ZipEntry {
  /** With slashes. */
  name: string;
  /** Read when its turn comes. */
  content: Iterable<string> | AsyncIterable<string>;
}

interface WrittenEntry {
  name: Buffer;
  offset: number;
  checksum: number;
  packed: number;
  size: number;
}

/** Deflated; sizes and checksum follow the data; the name is UTF-8. */
const METHOD = 8;
const FLAGS = 0x08_08;
const VERSION = 20;

/** `at`: the local time of all entries. Less than 4 GiB, and fewer than 65 536 entries. `onBytes` hears how long it has become. */
export async function* writeZip(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  { at, onBytes }: { at: Date; onBytes: (bytes: number) => void },
): AsyncGenerator<Buffer, void> {
  const stamp = toDosTime(at);
  const written: WrittenEntry[] = [];
  let length = 0;
  const count = (bytes: Buffer): Buffer => {
    length += bytes.length;
    onBytes(length);
    return bytes;
  };

  for await (const { name, content } of entries) {
    const entry = { name: Buffer.from(name), offset: length, checksum: 0, packed: 0, size: 0 };
    yield count(Buffer.concat([pack(0x04_03_4b_50, [VERSION], [FLAGS], [METHOD], stamp, 0, 0, 0, [entry.name.length], [0]), entry.name]));
    const source = Readable.from(sumUp(content, entry));
    // An error of the source ends the other stream, too; then the loop throws it.
    const deflated = pipeline(source, createDeflateRaw(), () => undefined);
    for await (const chunk of deflated as AsyncIterable<Buffer>) {
      entry.packed += chunk.length;
      yield count(chunk);
    }
    yield count(pack(0x08_07_4b_50, entry.checksum, entry.packed, entry.size));
    written.push(entry);
  }

  const start = length;
  for (const { name, offset, checksum, packed, size } of written) {
    const fields = [[VERSION], [VERSION], [FLAGS], [METHOD], stamp, checksum, packed, size, [name.length], [0], [0], [0], [0], 0, offset];
    yield count(Buffer.concat([pack(0x02_01_4b_50, ...(fields as (number | [number])[])), name]));
  }
  const directory = length - start;
  yield count(pack(0x06_05_4b_50, [0], [0], [written.length], [written.length], directory, start, [0]));
}

async function* sumUp(content: ZipEntry["content"], entry: WrittenEntry): AsyncGenerator<Buffer, void> {
  for await (const text of content) {
    const bytes = Buffer.from(text);
    entry.checksum = crc32(bytes, entry.checksum);
    entry.size += bytes.length;
    yield bytes;
  }
}

/** Little-endian: a number has four bytes, one in brackets two. */
function pack(...fields: (number | [number])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce<number>((sum, field) => sum + (typeof field === "number" ? 4 : 2), 0));
  let offset = 0;
  for (const field of fields)
    offset = typeof field === "number" ? bytes.writeUInt32LE(field, offset) : bytes.writeUInt16LE(field[0], offset);
  return bytes;
}

/** MS-DOS date and time in one number, the date in the upper half; seconds in twos, years from 1980 on. */
function toDosTime(at: Date): number {
  const date = (Math.max(0, at.getFullYear() - 1_980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
