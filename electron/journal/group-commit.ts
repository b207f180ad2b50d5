import { setImmediate as yieldToOthers, setTimeout as wait } from "node:timers/promises";
import { DISK_RETRY } from "../../shared/retry-delay.ts";
import { createWaitingQueue } from "./waiting-lines.ts";

/** Joins whatever waits into one durable write; keeps it in bounded memory, and tries again by itself, while the disk refuses. */
export interface GroupCommit {
  /** Resolves when the lines are on disk; rejects when they were dropped. No lines at all: resolves when the disk takes lines. */
  append(lines: readonly (string | Buffer)[]): Promise<void>;
  /** Lines that are not on disk yet. */
  waiting(): number;
  dropped(): number;
  /** Writes what waits, with one try only where the disk refuses; what it refuses then is dropped. */
  close(): Promise<void>;
}

export interface GroupCommitOptions {
  /** Writes bytes durably. Never called again before it is settled. */
  write: (bytes: Buffer) => Promise<void>;
  maxBatchBytes: () => number;
  maxWaitingBytes: number;
  onWritten: () => void;
  /** May mend something: answers true when the write is worth another try at once. */
  onFailure: (error: unknown) => Promise<boolean>;
}

export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const { write, maxBatchBytes, maxWaitingBytes, onWritten, onFailure } = options;
  const queue = createWaitingQueue(maxWaitingBytes);
  const closing = new AbortController();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // One turn of the event loop: all who have been answered, and come back at once with more, share the next write.
    for (await yieldToOthers(); !queue.isEmpty(); await yieldToOthers()) {
      if (!(await writeBatch())) await wait(DISK_RETRY, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    running = undefined;
  }

  async function writeBatch(): Promise<boolean> {
    const batch = queue.take(maxBatchBytes());
    try {
      await write(Buffer.concat(batch.map(({ bytes }) => bytes)));
    } catch (error) {
      queue.putBack(batch);
      if (await onFailure(error)) return true;
      if (closing.signal.aborted) queue.clear(`closed while the disk refuses: ${(error as Error).message}`);
      return false;
    }
    queue.settle(batch);
    onWritten();
    return true;
  }

  return {
    append(lines) {
      if (closing.signal.aborted) return Promise.reject(new Error("the journal is closed"));
      if (lines.some((line) => line.includes("\n"))) return Promise.reject(new RangeError("a line holds a line break"));
      return new Promise((resolve, reject) => {
        queue.add({ bytes: joinLines(lines), lines: lines.length, resolve, reject });
        running ??= run();
      });
    },
    waiting: () => queue.count(),
    dropped: () => queue.dropped(),
    async close() {
      closing.abort();
      await running;
    },
  };
}

const LF = Buffer.from("\n");

/** The bytes on disk. Encoded one by one: of one long text they would be written twice, joined and encoded. */
function joinLines(lines: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [typeof line === "string" ? Buffer.from(line) : line, LF]));
}
