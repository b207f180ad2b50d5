import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import { makeDirectory } from "../journal/make-directory.ts";
import type { PackedDay } from "./packed-day.ts";

/** A day that is over, and what it was made of. */
export interface KeptDay {
  /** The PCs that said something of it; "" in a PC's own journal. */
  observers: string[];
  /** For each of them what it knows. */
  packed: PackedDay[];
  /** Of the journal's files, and the day's bounds: with another one it is made anew. */
  stamp: string;
  damaged: number;
}

/** Days that are over, on disk: a process that has just started answers fast. Nothing of it is needed; what cannot be read is not there. */
export interface DayFiles {
  load(date: string): Promise<KeptDay | undefined>;
  /** A disk that takes nothing is no failure. */
  save(date: string, day: KeptDay): Promise<void>;
  /** Of days before this date. */
  removeBefore(date: string): Promise<void>;
}

/** Raised when a day is packed in another way, or its timelines follow otherwise from the lines. */
const VERSION = 3;
/** Before the rest: version, checksum. */
const HEAD_BYTES = 8;
const NAME = /^(\d{4}-\d{2}-\d{2})\.day$/;

export function createDayFiles(directory: string): DayFiles {
  const pathOf = (date: string): string => join(directory, `${date}.day`);
  return {
    async load(date) {
      const bytes = await readFile(pathOf(date)).catch(() => undefined);
      if (!bytes || bytes.length < HEAD_BYTES) return undefined;
      const body = bytes.subarray(HEAD_BYTES);
      if (bytes.readUInt32LE(0) !== VERSION || bytes.readUInt32LE(4) !== crc32(body)) return undefined;
      try {
        return copyColumns(deserialize(body) as KeptDay);
      } catch {
        return undefined; // of a later V8
      }
    },
    async save(date, day) {
      const body = serialize(day);
      const head = Buffer.alloc(HEAD_BYTES);
      head.writeUInt32LE(VERSION, 0);
      head.writeUInt32LE(crc32(body), 4);
      await makeDirectory(directory)
        .then(() => writeFile(pathOf(date), Buffer.concat([head, body])))
        .catch(() => undefined);
    },
    async removeBefore(date) {
      const names = await readdir(directory).catch(() => []);
      const old = names.filter((name) => (NAME.exec(name)?.[1] ?? date) < date);
      await Promise.all(old.map((name) => rm(join(directory, name), { force: true }).catch(() => undefined)));
    },
  };
}

/** What was read are views of the whole file. */
function copyColumns(day: KeptDay): KeptDay {
  const copy = (packed: PackedDay): PackedDay =>
    Object.fromEntries(
      Object.entries(packed).map(([name, value]) => [
        name,
        ArrayBuffer.isView(value) ? (value as Uint32Array | Uint8Array).slice() : (value as unknown),
      ]),
    ) as unknown as PackedDay;
  return { ...day, packed: day.packed.map(copy) };
}
