/** A record's texts that come again and again: numbers in the index's rows. */
export const WORD_COLUMNS = [
  "type",
  "reason",
  "stream",
  "server",
  "status",
  "client",
  "message",
  "print",
  "url",
  "agent",
  "common",
] as const;

/** Before every time there is: a column without nulls is copied as it is. */
export const NO_TIME = -8_640_000_000_000_001;

/** Lines of one file on their way into the index, column by column: what threads hand over without copying, and DuckDB takes whole. */
export interface RowBatch {
  count: number;
  offsets: Float64Array;
  /** Milliseconds; NO_TIME: none. */
  times: Float64Array;
  damaged: Uint8Array;
  sendable: Uint8Array;
  /** One for each of WORD_COLUMNS. */
  words: Int32Array[];
  /** The other texts, in small letters, UTF-8, one behind the other; where each ends. */
  texts: Uint8Array;
  ends: Uint32Array;
  /** Words that the reader had not met before, and its own numbers for them. */
  newWords: { id: number; text: string }[];
  /** How far the file is read with them. */
  progress: ReadProgress;
}

export interface ReadProgress {
  /** Everything before this offset is read. */
  done: number;
  lastTime: number | undefined;
  /** The last of the lines stands behind the last LF: it is a whole record, but may still grow. */
  hasTail: boolean;
  isEnd: boolean;
}

export interface BatchRow {
  offset: number;
  time: number;
  isDamaged: boolean;
  isSendable: boolean;
  words: readonly number[];
  text: string;
}

/** Lines handed over at once: appending them holds the process up for less than 100 ms. */
const BATCH_ROWS = 20_480;
/** A batch of long lines is full before. */
const FULL_BYTES = 8 * 1024 * 1024;
const encoder = new TextEncoder();

export interface BatchCollector {
  add(row: BatchRow): void;
  isFull(): boolean;
  /** What was collected; begins anew. */
  take(newWords: RowBatch["newWords"], progress: ReadProgress): RowBatch;
}

export function createBatchCollector(): BatchCollector {
  let batch = makeColumns();
  let count = 0;
  let used = 0;

  function write(text: string): void {
    const most = text.length * 3; // of UTF-8
    if (used + most > batch.texts.length) {
      const larger = new Uint8Array(Math.max(2 * batch.texts.length, used + most));
      larger.set(batch.texts.subarray(0, used));
      batch.texts = larger;
    }
    used += encoder.encodeInto(text, batch.texts.subarray(used)).written;
  }

  return {
    add({ offset, time, isDamaged, isSendable, words, text }) {
      batch.offsets[count] = offset;
      batch.times[count] = time;
      batch.damaged[count] = Number(isDamaged);
      batch.sendable[count] = Number(isSendable);
      for (let i = 0; i < WORD_COLUMNS.length; i++) batch.words[i]![count] = words[i]!;
      write(text);
      batch.ends[count++] = used;
    },
    isFull: () => count >= BATCH_ROWS || used >= FULL_BYTES,
    take(newWords, progress) {
      const taken = { ...batch, count, newWords, progress };
      batch = makeColumns();
      count = 0;
      used = 0;
      return taken;
    },
  };
}

function makeColumns() {
  return {
    offsets: new Float64Array(BATCH_ROWS),
    times: new Float64Array(BATCH_ROWS),
    damaged: new Uint8Array(BATCH_ROWS),
    sendable: new Uint8Array(BATCH_ROWS),
    words: WORD_COLUMNS.map(() => new Int32Array(BATCH_ROWS)),
    texts: new Uint8Array(1024 * 1024),
    ends: new Uint32Array(BATCH_ROWS),
  };
}

/** What a thread hands over together with a batch. */
export function buffersOf({ offsets, times, damaged, sendable, words, texts, ends }: RowBatch): ArrayBuffer[] {
  return [offsets, times, damaged, sendable, ...words, texts, ends].map(({ buffer }) => buffer as ArrayBuffer);
}
