import { once } from "node:events";
import { parentPort, Worker } from "node:worker_threads";
import { createBatchReader } from "./read-batches.ts";
import type { BatchReader, ReadBatch, ReadRequest } from "./read-batches.ts";
import { buffersOf } from "./row-batch.ts";

/** Read and parse in threads of their own, while this one puts what was read into the index. */
export interface ReaderThreads {
  /** To be called once. Rejects when a thread has ended. */
  read: BatchReader;
  close(): Promise<void>;
}

/** Megabytes of a thread's nursery: nothing of what it parses outlives a batch. */
const NURSERY = 16;

/** `program` is a thread's entry. The requests are shared out in turn, so that the first of them are read first. */
export function startReaderThreads(program: string, count: number): ReaderThreads {
  const workers = Array.from({ length: count }, () => new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: NURSERY } }));
  const arrived: { worker: Worker; read: ReadBatch | "end" }[] = [];
  const finished = new Set<Worker>();
  let problem: Error | undefined;
  let wake = (): void => {};
  const end = (error: Error): void => {
    problem ??= error;
    wake();
  };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const tell = (worker: Worker, message: readonly NumberedRequest[] | "next"): void => worker.postMessage(message);
  for (const worker of workers) {
    worker.on("message", (read: ReadBatch | "end") => {
      arrived.push({ worker, read });
      if (read === "end") finished.add(worker);
      wake();
    });
    worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", () => finished.has(worker) || end(new Error("a reading thread has ended")));
  }

  return {
    async *read(requests) {
      const numbered = requests.map((request, number) => ({ ...request, number }));
      for (const [index, worker] of workers.entries())
        tell(
          worker,
          numbered.filter(({ number }) => number % count === index),
        );
      for (let running = count; running > 0;) {
        while (arrived.length === 0) {
          if (problem) throw problem;
          await new Promise<void>((resolve) => (wake = resolve));
        }
        const { worker, read } = arrived.shift()!;
        if (read === "end") running--;
        else {
          tell(worker, "next"); // it reads on while this batch is used
          yield { ...read, reader: workers.indexOf(worker) };
        }
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

type NumberedRequest = ReadRequest & { number: number };

/** A thread's own side. */
export function serveReaderThread(): void {
  const port = parentPort!;

  async function serve(requests: readonly NumberedRequest[]): Promise<void> {
    for await (const { request, ...read } of createBatchReader()(requests)) {
      const isAllowedOn = once(port, "message");
      port.postMessage({ ...read, request: requests[request]!.number }, read.batch ? buffersOf(read.batch) : []);
      await isAllowedOn;
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    port.postMessage("end");
  }

  port.once("message", (requests: readonly NumberedRequest[]) => {
    serve(requests).catch((error: unknown) => {
      setImmediate(() => {
        throw error; // ends the thread; the other side hears of it
      });
    });
  });
}
