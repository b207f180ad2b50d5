import type { Journal } from "../journal/types.ts";
import type { IdIndex } from "./id-index.ts";

export interface StorableRecord {
  id: string;
  line: Buffer;
}

/** One entry for each record, in their order. `unavailable`: the disk refuses, and nothing may be called stored. */
export type StoreResult = { kind: "stored"; isDuplicate: boolean[] } | { kind: "unavailable"; cause: string };

export interface RecordStore {
  /** Answers when every one of these records is on disk, once, whoever brought it. */
  store(records: readonly StorableRecord[]): Promise<StoreResult>;
  /** Ends the index's updates; both journal and index stay open. */
  close(): void;
}

export interface RecordStoreOptions {
  journal: Journal;
  /** Must have followed the journal to its end. */
  index: IdIndex;
  /** The first segment whose ids need to be known. */
  oldest: () => Promise<string>;
  log: (message: string) => void;
}

/** The index is brought up to date after so many milliseconds or ids, whichever comes first; until then the ids are in memory. */
const INDEX_STEP = { interval: 2_000, ids: 5_000 };
/** A disk that neither takes nor refuses is given up after so many milliseconds: well within the 30 s that a client waits. */
const DISK_PATIENCE = 10_000;

export function createRecordStore({ journal, index, oldest, log }: RecordStoreOptions): RecordStore {
  /** Ids on their way to the disk; then those on disk that the index does not know yet. */
  const underWay = new Map<string, Promise<void>>();
  const unindexed = new Set<string>();
  const giveUps = new Set<() => void>();
  let isUpdating = false;
  let isClosed = false;
  let oldestSegment: string | undefined;

  const timer = setInterval(() => void updateIndex(), INDEX_STEP.interval).unref();
  const isFailing = () => journal.status().state === "failing";
  const stopWatching = journal.onChange(() => {
    if (isFailing()) for (const giveUp of giveUps) giveUp();
  });

  function write(lines: ReadonlyMap<string, Buffer>): Promise<void> {
    const ids = [...lines.keys()];
    const writing = journal
      .append([...lines.values()])
      .then(() => {
        for (const id of ids) unindexed.add(id);
        if (unindexed.size >= INDEX_STEP.ids) void updateIndex();
      })
      .finally(() => {
        for (const id of ids) underWay.delete(id);
      });
    for (const id of ids) underWay.set(id, writing);
    return writing;
  }

  /** The cause, when it is not durable in time. The journal goes on trying: what the sender repeats is a duplicate then. */
  async function waitForDisk(writing: Promise<unknown>): Promise<string | undefined> {
    let giveUp = (): void => {};
    const givenUp = new Promise<string>((resolve) => {
      giveUp = () => resolve(journal.status().cause ?? "it does not answer");
    });
    giveUps.add(giveUp);
    const timer = setTimeout(giveUp, DISK_PATIENCE);
    try {
      return await Promise.race([writing.then(() => undefined), givenUp]);
    } catch (error) {
      return (error as Error).message;
    } finally {
      clearTimeout(timer);
      giveUps.delete(giveUp);
    }
  }

  async function updateIndex(): Promise<void> {
    if (isUpdating || unindexed.size === 0) return;
    isUpdating = true;
    try {
      // What stands before `end` is on disk, but who waits for it may not have been told yet: after that `unindexed` has its id.
      const end = journal.end();
      await Promise.allSettled(underWay.values());
      if (isClosed) return;
      index.add(unindexed, end);
      unindexed.clear();
      const segment = await oldest();
      if (segment !== oldestSegment) await index.forgetBefore(segment);
      oldestSegment = segment;
    } catch (error) {
      log(`index of ids: ${(error as Error).message}; it is tried again`);
    } finally {
      isUpdating = false;
    }
  }

  return {
    async store(records) {
      const fresh = new Map<string, Buffer>();
      const waits = new Set<Promise<void>>();
      const keys = records.map(({ id }) => id.toLowerCase());
      const indexed = index.findKnown(keys);
      const isDuplicate = records.map(({ line }, i) => {
        const key = keys[i]!;
        const writing = underWay.get(key);
        if (writing) waits.add(writing);
        else if (!fresh.has(key) && !unindexed.has(key) && !indexed.has(key)) {
          fresh.set(key, line);
          return false;
        }
        return true;
      });
      if (fresh.size === 0 && waits.size === 0) return { kind: "stored", isDuplicate };
      // With nothing left to try again the journal learns only from a new record that the disk is well.
      if (isFailing() && journal.status().buffered > 0) return { kind: "unavailable", cause: journal.status().cause ?? "io_error" };
      if (fresh.size > 0) waits.add(write(fresh));
      const cause = await waitForDisk(Promise.all(waits));
      return cause === undefined ? { kind: "stored", isDuplicate } : { kind: "unavailable", cause };
    },
    close() {
      isClosed = true;
      clearInterval(timer);
      stopWatching();
      if (underWay.size > 0) return; // the journal's end may hold more than we know: the next start follows it from the last step
      try {
        index.add(unindexed, journal.end());
      } catch (error) {
        log(`index of ids: ${(error as Error).message}; the next start brings it up to date`);
      }
    },
  };
}
