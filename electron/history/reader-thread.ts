import { once } from "node:events";
import { parentPort, Worker, workerData } from "node:worker_threads";
import { createBatchReader } from "./read-batches.ts";
import type { BatchReader, ReadBatch, ReadRequest } from "./read-batches.ts";
import { buffersOf } from "./row-batch.ts";
import { createWordBook } from "./word-book.ts";
import type { KnownWords } from "./word-book.ts";

/** Reads and parses in a thread of its own, while this one puts what was read into the index. */
export interface ReaderThread {
  /** To be called once. Rejects when the thread has ended. */
  read: BatchReader;
  close(): Promise<void>;
}

/** `program` is the thread's entry. Its words go on from `known`. */
export function startReaderThread(program: string, known: KnownWords): ReaderThread {
  const worker = new Worker(program, { workerData: known, resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  const arrived: (ReadBatch | "end")[] = [];
  let problem: Error | undefined;
  let wake = (): void => {};
  const end = (error: Error): void => {
    problem ??= error;
    wake();
  };
  worker.on("message", (batch: ReadBatch | "end") => {
    arrived.push(batch);
    wake();
  });
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("the reading thread has ended")));

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const tell = (message: readonly ReadRequest[] | "next"): void => worker.postMessage(message);

  return {
    async *read(requests) {
      tell(requests);
      for (;;) {
        while (arrived.length === 0) {
          if (problem) throw problem;
          await new Promise<void>((resolve) => (wake = resolve));
        }
        const batch = arrived.shift()!;
        if (batch === "end") return;
        tell("next"); // it reads on while this batch is used
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

  async function serve(requests: readonly ReadRequest[]): Promise<void> {
    for await (const read of readBatches(requests)) {
      const isAllowedOn = once(port, "message");
      port.postMessage(read, read.batch ? buffersOf(read.batch) : []);
      await isAllowedOn;
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    port.postMessage("end");
  }

  // What it throws ends the thread; the other side hears of it.
  port.once(
    "message",
    (requests: readonly ReadRequest[]) =>
      void serve(requests).catch((error: unknown) =>
        setImmediate(() => {
          throw error;
        }),
      ),
  );
}
