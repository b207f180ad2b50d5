import { once } from "node:events";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { createBatchReader } from "./read-batches.ts";
import type { BatchReader, ReadRequest } from "./read-batches.ts";
import { buffersOf } from "./row-batch.ts";
import type { RowBatch } from "./row-batch.ts";
import { createWordBook } from "./word-book.ts";
import type { KnownWords } from "./word-book.ts";

/** Reads and parses in a thread of its own, while this one puts what was read into the index. */
export interface ReaderThread {
  /** One reading after the other. Rejects when the thread has ended. */
  read: BatchReader;
  close(): Promise<void>;
}

/** `program` is the thread's entry. Its words go on from `known`. */
export function startReaderThread(program: string, known: KnownWords): ReaderThread {
  const worker = new Worker(program, { workerData: known, resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  const arrived: RowBatch[] = [];
  let problem: Error | undefined;
  let wake = (): void => {};
  const end = (error: Error): void => {
    problem ??= error;
    wake();
  };
  worker.on("message", (batch: RowBatch) => {
    arrived.push(batch);
    wake();
  });
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("the reading thread has ended")));

  return {
    async *read(request) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(request);
      for (let isEnd = false; !isEnd;) {
        while (arrived.length === 0) {
          if (problem) throw problem;
          await new Promise<void>((resolve) => (wake = resolve));
        }
        const batch = arrived.shift()!;
        isEnd = batch.progress.isEnd;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        if (!isEnd) worker.postMessage("next"); // it reads on while this batch is used
        yield batch;
      }
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** The thread's own side. */
export function serveReaderThread(): void {
  const port = parentPort!;
  const { words, nextId } = workerData as KnownWords;
  const readBatches = createBatchReader(createWordBook({ words, nextId }));

  async function serve(request: ReadRequest): Promise<void> {
    for await (const batch of readBatches(request)) {
      port.postMessage(batch, buffersOf(batch));
      if (!batch.progress.isEnd) await once(port, "message");
    }
  }

  port.on("message", (message: ReadRequest | "next") => {
    // What it throws ends the thread; the other side hears of it.
    if (message !== "next") void serve(message).catch((error: unknown) => setImmediate(() => Promise.reject(error as Error)));
  });
}
