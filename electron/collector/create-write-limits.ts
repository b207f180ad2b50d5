/** How much each caller may write. */
export interface WriteRate {
  /** In the long run. 0: as much as it likes. */
  recordsPerSecond: number;
}

/**
 * A wall of 64 streams in a storm writes 64 records a second at most, and seldom more than ten; one that is down for a day some 12 000.
 * So nobody who writes failures comes near; who has the token of one PC fills no disk in an hour.
 */
export const DEFAULT_RATE: WriteRate = { recordsPerSecond: 200 };
/** Bytes that go with a record: most have 1 to 1.5 KB. */
const BYTES_PER_RECORD = 2_048;
/** So many seconds' worth may come at once: 200 000 records by default, which is two weeks of a wall that is down. */
const BURST = 1_000;
/** Of so many callers the state is kept; who has written nothing for the longest time begins anew. */
const MOST_CALLERS = 10_000;

export interface WriteLimits {
  /** Whole seconds until this caller may write again; 0: now. */
  waitOf(caller: string): number;
  /** What it has written. It may go into debt by what was under way together, and waits the longer. */
  charge(caller: string, written: { records?: number; bytes?: number }): void;
}

interface Bucket {
  /** What it may still write; below zero: debt. */
  records: number;
  bytes: number;
  at: number;
}

/** A token bucket for each caller, of records and of bytes. `onLimit` is called when one has used up what it may. `now` in ms. */
export function createWriteLimits(rate: WriteRate, now: () => number, onLimit: (caller: string) => void): WriteLimits {
  const perSecond = { records: rate.recordsPerSecond, bytes: rate.recordsPerSecond * BYTES_PER_RECORD };
  const buckets = new Map<string, Bucket>(); // in the order of their last use

  function settle(caller: string): Bucket {
    const { records, bytes, at } = buckets.get(caller) ?? { records: Infinity, bytes: Infinity, at: now() };
    const seconds = Math.max(0, now() - at) / 1_000; // a clock that was put back gives nothing, and takes nothing
    const fill = (left: number, each: number): number => Math.min(left + each * seconds, each * BURST);
    const bucket = { records: fill(records, perSecond.records), bytes: fill(bytes, perSecond.bytes), at: now() };
    buckets.delete(caller);
    buckets.set(caller, bucket);
    if (buckets.size > MOST_CALLERS) buckets.delete(buckets.keys().next().value!);
    return bucket;
  }

  const isSpent = ({ records, bytes }: Bucket): boolean => records < 0 || bytes < 0;
  return {
    waitOf(caller) {
      if (perSecond.records === 0) return 0;
      const bucket = settle(caller);
      if (!isSpent(bucket)) return 0;
      return Math.max(1, Math.ceil(-Math.min(bucket.records / perSecond.records, bucket.bytes / perSecond.bytes)));
    },
    charge(caller, { records = 0, bytes = 0 }) {
      if (perSecond.records === 0) return;
      const bucket = settle(caller);
      const wasSpent = isSpent(bucket);
      bucket.records -= records;
      bucket.bytes -= bytes;
      if (!wasSpent && isSpent(bucket)) onLimit(caller);
    },
  };
}
