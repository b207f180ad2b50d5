/** Lines of one `append`, as the bytes they will be on disk. */
export interface WaitingLines {
  bytes: Buffer;
  lines: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** What waits in memory for the disk, oldest first and bounded: beyond `maxBytes` the oldest are dropped. */
export interface WaitingQueue {
  /** Lines that wait, taken batches included until they are settled. */
  count(): number;
  /** Lines that were dropped so far. */
  dropped(): number;
  isEmpty(): boolean;
  add(entry: WaitingLines): void;
  /** Up to so many bytes, and at least one entry where there is one. */
  take(maxBytes: number): WaitingLines[];
  /** A taken batch is on disk. */
  settle(batch: readonly WaitingLines[]): void;
  /** A taken batch could not be written: it stands before all others again. */
  putBack(batch: readonly WaitingLines[]): void;
  /** Drops everything. */
  clear(reason: string): void;
}

export function createWaitingQueue(maxBytes: number): WaitingQueue {
  let entries: WaitingLines[] = [];
  let bytes = 0;
  let count = 0;
  let dropped = 0;

  function removeFirst(size: number): WaitingLines[] {
    const removed = entries.splice(0, size);
    for (const entry of removed) bytes -= entry.bytes.length;
    return removed;
  }

  function drop(size: number, reason: string): void {
    for (const { lines, reject } of removeFirst(size)) {
      count -= lines;
      dropped += lines;
      reject(new Error(reason));
    }
  }

  /** Dropped is some of the oldest at once: each time moves the whole list. */
  function dropOverflow(): void {
    if (bytes <= maxBytes) return;
    const target = Math.min(maxBytes, bytes - maxBytes / 1_024);
    let rest = bytes;
    let size = 0;
    while (rest > target) rest -= entries[size++]!.bytes.length;
    drop(size, "the disk refuses, and the memory for waiting lines is full");
  }

  return {
    count: () => count,
    dropped: () => dropped,
    isEmpty: () => entries.length === 0,
    add(entry) {
      entries.push(entry);
      bytes += entry.bytes.length;
      count += entry.lines;
      dropOverflow();
    },
    take(wanted) {
      let size = Math.min(1, entries.length);
      let sum = entries[0]?.bytes.length ?? 0;
      for (; size < entries.length && sum + entries[size]!.bytes.length <= wanted; size++) sum += entries[size]!.bytes.length;
      return removeFirst(size);
    },
    settle(batch) {
      for (const { lines, resolve } of batch) {
        count -= lines;
        resolve();
      }
    },
    putBack(batch) {
      entries = [...batch, ...entries];
      for (const entry of batch) bytes += entry.bytes.length;
      dropOverflow();
    },
    clear: (reason) => drop(entries.length, reason),
  };
}
