import { MAX_BATCH } from "../../shared/record.ts";
import { refuse, refuseForNow } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { Metrics } from "./metrics.ts";
import { readRecord } from "./read-record.ts";
import type { ReadRecord } from "./read-record.ts";
import type { RecordStore } from "./record-store.ts";
import { splitLines } from "./split-lines.ts";

export interface TakeRecordsOptions {
  store: RecordStore;
  metrics: Metrics;
  makeId: () => string;
}

export interface TakeRecords {
  /** The seed's call: one record as JSON. 201 when it was stored, 200 when it was there already. */
  takeRecord(body: Buffer): Promise<Answer>;
  /** One record a line; a bad line is reported and does not hold up the others. */
  takeBatch(body: Buffer): Promise<Answer>;
}

type GoodRecord = Extract<ReadRecord, { ok: true }>;

/** Both calls answer only when everything they call stored is on disk. */
export function createTakeRecords({ store, metrics, makeId }: TakeRecordsOptions): TakeRecords {
  /** How many of them were there already, or the refusal when none can be called stored. */
  async function storeAll(records: readonly GoodRecord[]): Promise<number | Answer> {
    const result = await store.store(records);
    if (result.kind === "unavailable") return refuseForNow(`the disk does not take records: ${result.cause}`);
    records.forEach(({ errorType, line }, i) =>
      result.isDuplicate[i] ? metrics.countDuplicate() : metrics.countStored(errorType, line.length),
    );
    return result.isDuplicate.filter(Boolean).length;
  }

  return {
    async takeRecord(body) {
      const record = readRecord(body, makeId);
      if (!record.ok) {
        metrics.countRejected();
        return refuse(record.status, record.reason);
      }
      const duplicates = await storeAll([record]);
      if (typeof duplicates !== "number") return duplicates;
      return { status: duplicates === 0 ? 201 : 200, body: { status: "ok", id: record.id } };
    },

    async takeBatch(body) {
      const { lines, count } = splitLines(body, MAX_BATCH.records);
      if (count > MAX_BATCH.records) return refuse(413, `a batch has at most ${MAX_BATCH.records} records, not ${count}`);
      const read = lines.map((line) => readRecord(line, makeId));
      const good = read.filter((record) => record.ok);
      const duplicates = await storeAll(good);
      if (typeof duplicates !== "number") return duplicates;
      const rejected = read.flatMap((record) => (record.ok ? [] : [{ id: record.id ?? null, reason: record.reason }]));
      for (let i = 0; i < rejected.length; i++) metrics.countRejected();
      return { status: 200, body: { accepted: good.length - duplicates, duplicates, rejected } };
    },
  };
}
