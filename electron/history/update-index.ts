import { crc32 } from "node:zlib";
import { parseRecord } from "../../shared/log-fields.ts";
import { createArchiveReader } from "../journal/archive-reader.ts";
import { readBlocks } from "../journal/segment-blocks.ts";
import { scanLines } from "../journal/segment-lines.ts";
import type { ScannedLine } from "../journal/segment-lines.ts";
import type { IndexDatabase } from "./index-database.ts";
import { OFFSET_BITS } from "./index-database.ts";
import { createIndexWriter } from "./index-writer.ts";
import { loadIndexedFiles, saveIndexedFile } from "./indexed-files.ts";
import type { IndexedFile } from "./indexed-files.ts";
import { planFileIds } from "./plan-file-ids.ts";
import type { SourceFile } from "./source-files.ts";

/** Follows the files of a source into its index, from the index's own place in each. */
export interface IndexUpdater {
  files(): readonly IndexedFile[];
  /** Reads what is new, the newest file first; leaves out a file that cannot be read. Rejects when it is aborted; may be called again. */
  update(files: readonly SourceFile[], signal: AbortSignal, onProgress: () => void): Promise<void>;
}

const HEAD_BYTES = 1_024;

export async function createIndexUpdater(database: IndexDatabase): Promise<IndexUpdater> {
  const writer = await createIndexWriter(database);
  const known = new Map((await loadIndexedFiles(database.writer())).map((state) => [state.file, state]));

  async function forget(states: readonly IndexedFile[]): Promise<void> {
    if (states.length === 0) return;
    await writer.flush(async (connection) => {
      for (const { id } of states) {
        await connection.run(`delete from rows where ${keysFrom(id, 0)}`);
        await connection.run(`delete from files where id = ${id}`);
      }
    });
    for (const { file } of states) known.delete(file);
  }

  /** Numbers for all files; where the known ones cannot stay, everything is read again. */
  async function numberFiles(files: readonly SourceFile[]): Promise<Map<string, number>> {
    const names = files.map(({ file }) => file);
    const present = new Set(names);
    await forget([...known.values()].filter(({ file }) => !present.has(file)));
    const ids = planFileIds(names, new Map([...known.values()].map(({ file, id }) => [file, id])));
    if (ids) return ids;
    await forget([...known.values()]);
    return planFileIds(names, new Map())!;
  }

  /** Where reading goes on; undefined when the file is as it was. */
  async function look(source: SourceFile, id: number): Promise<IndexedFile | undefined> {
    const { file, path, size, isPlain } = source;
    const before = known.get(file);
    if (before && before.size === size && before.isPlain === isPlain) return undefined;
    const isSame = before && !(isPlain && size < before.done) && before.head === (await checksumOf(path, before.done));
    if (isSame) return before;
    if (before) await forget([before]);
    return { id, file, done: 0, size: 0, isPlain, head: 0, lastTime: undefined, hasTail: false, lines: 0 };
  }

  async function readFile(source: SourceFile, from: IndexedFile, signal: AbortSignal, onProgress: () => void): Promise<void> {
    const state = { ...from, isPlain: source.isPlain, size: 0 };
    const archives = createArchiveReader();
    const base = BigInt(state.id) << OFFSET_BITS;
    const add = ({ bytes, offset }: ScannedLine): void => {
      const time = writer.add(bytes.toString(), base + BigInt(offset), state.lastTime);
      state.lastTime = time ?? state.lastTime;
      state.lines++;
    };
    const flush = async (): Promise<void> => {
      state.head = await checksumOf(source.path, state.done);
      await writer.flush((connection) => saveIndexedFile(connection, state));
      known.set(state.file, { ...state });
      onProgress();
    };
    try {
      if (state.hasTail) {
        await writer.flush((connection) => connection.run(`delete from rows where ${keysFrom(state.id, state.done)}`));
        state.hasTail = false;
        state.lines--;
      }
      for (let isEnd = false; !isEnd;) {
        isEnd = true;
        const takeLine = (line: ScannedLine): boolean => {
          add(line);
          state.done = line.next;
          return (isEnd = !signal.aborted && !writer.isFull());
        };
        const onTail = (tail: ScannedLine): void => {
          if (!parseRecord(tail.bytes.toString())) return; // torn, or still being written
          add(tail);
          state.hasTail = true;
        };
        const range = { path: source.path, from: state.done, to: source.isPlain ? source.size : Infinity };
        await scanLines(range, takeLine, { archives, onTail });
        signal.throwIfAborted();
        if (isEnd) state.size = source.size;
        await flush();
      }
    } finally {
      writer.drop();
      archives.close();
    }
  }

  return {
    files: () => [...known.values()],
    async update(files, signal, onProgress) {
      try {
        const ids = await numberFiles(files);
        for (const source of files.toReversed()) {
          signal.throwIfAborted();
          const state = await look(source, ids.get(source.file)!);
          if (state) await readFile(source, state, signal, onProgress).catch(passOverUnreadable);
        }
      } finally {
        await writer.commit(); // what was read before an end that came early is read
      }
    },
  };
}

/** Somebody else's rights, a disk that went away: not the index's fault. */
function passOverUnreadable(error: unknown): void {
  if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
}

function keysFrom(id: number, offset: number): string {
  const first = BigInt(id) << OFFSET_BITS;
  return `key >= ${first + BigInt(offset)} and key < ${first + (1n << OFFSET_BITS)}`;
}

/** Of a file's first bytes, as far as they are in the index. */
async function checksumOf(path: string, done: number): Promise<number> {
  let checksum = 0;
  for await (const block of readBlocks({ path, from: 0, to: Math.min(done, HEAD_BYTES) })) checksum = crc32(block, checksum);
  return checksum;
}
