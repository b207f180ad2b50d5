import { availableParallelism } from "node:os";
import { crc32 } from "node:zlib";
import { readBlocks } from "../journal/segment-blocks.ts";
import { OFFSET_BITS } from "./index-database.ts";
import type { IndexDatabase } from "./index-database.ts";
import { createIndexWriter } from "./index-writer.ts";
import { loadIndexedFiles, saveIndexedFile } from "./indexed-files.ts";
import type { IndexedFile } from "./indexed-files.ts";
import { planFileIds } from "./plan-file-ids.ts";
import { createBatchReader } from "./read-batches.ts";
import { startReaderThreads } from "./reader-threads.ts";
import type { RowBatch } from "./row-batch.ts";
import type { SourceFile } from "./source-files.ts";
import { createTranslator } from "./translate-words.ts";

/** Follows the files of a source into its index, from the index's own place in each. */
export interface IndexUpdater {
  files(): readonly IndexedFile[];
  /** Reads what is new, the newest file first; leaves out a file that cannot be read. Rejects when it is aborted; may be called again. */
  update(files: readonly SourceFile[], signal: AbortSignal, onProgress: () => void): Promise<void>;
}

const HEAD_BYTES = 1_024;
/** From so many bytes on threads of their own read and parse. */
const LARGE_BYTES = 16 * 1024 * 1024;

/** `readerProgram`: the entry of that thread. */
export async function createIndexUpdater(database: IndexDatabase, readerProgram: string): Promise<IndexUpdater> {
  const writer = await createIndexWriter(database);
  const known = new Map((await loadIndexedFiles(database.writer())).map((state) => [state.file, state]));

  async function forget(states: readonly IndexedFile[]): Promise<void> {
    for (const { id, file } of states) {
      await writer.change((connection) => connection.run(`delete from rows where ${keysFrom(id, 0)}`));
      await writer.change((connection) => connection.run(`delete from files where id = ${id}`));
      known.delete(file);
    }
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

  /** What was the line behind the last LF is read once more: it may have grown. */
  async function dropTail(state: IndexedFile): Promise<IndexedFile> {
    if (!state.hasTail) return state;
    await writer.change((connection) => connection.run(`delete from rows where ${keysFrom(state.id, state.done)}`));
    return { ...state, hasTail: false, lines: state.lines - 1 };
  }

  async function takeBatch({ source, state }: Work, batch: RowBatch): Promise<IndexedFile> {
    const { isEnd, ...progress } = batch.progress;
    const head = await checksumOf(source.path, progress.done);
    const lines = state.lines + batch.count;
    const next = { ...state, ...progress, head, lines, isPlain: source.isPlain, size: isEnd ? source.size : 0 };
    await writer.append(batch, BigInt(state.id) << OFFSET_BITS);
    await writer.change((connection) => saveIndexedFile(connection, next));
    await writer.settle();
    known.set(state.file, next);
    return next;
  }

  async function readAll(work: readonly Work[], signal: AbortSignal, onProgress: () => void): Promise<void> {
    const bytes = work.reduce((sum, { source, state }) => sum + source.size - (source.isPlain ? state.done : 0), 0);
    const threads = bytes >= LARGE_BYTES ? startReaderThreads(readerProgram, Math.min(2, availableParallelism())) : undefined;
    const translators: ReturnType<typeof createTranslator>[] = [];
    const requests = work.map(({ source, state }) => ({
      path: source.path,
      from: state.done,
      to: source.isPlain ? source.size : Infinity,
      lastTime: state.lastTime,
    }));
    try {
      for await (const { request, batch, reader } of (threads?.read ?? createBatchReader())(requests)) {
        const current = work[request]!;
        if (batch) (translators[reader] ??= createTranslator(writer.words))(batch);
        if (batch) current.state = await takeBatch(current, batch);
        onProgress();
        signal.throwIfAborted();
      }
    } finally {
      await threads?.close();
    }
  }

  return {
    files: () => [...known.values()],
    async update(files, signal, onProgress) {
      try {
        const ids = await numberFiles(files);
        const work: Work[] = [];
        for (const source of files.toReversed()) {
          const state = await look(source, ids.get(source.file)!);
          if (state) work.push({ source, state: await dropTail(state) });
        }
        if (work.length > 0) await readAll(work, signal, onProgress);
      } finally {
        await writer.commit(); // what was read before an end that came early is read
      }
    },
  };
}

interface Work {
  source: SourceFile;
  state: IndexedFile;
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
