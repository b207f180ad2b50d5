import { MAX_BATCH } from "../../shared/record.ts";
import { refuse, refuseForNow } from "./answer.ts";
import type { Answer } from "./answer.ts";
import type { PcTokens } from "./pc-tokens.ts";
import type { Caller } from "./read-caller.ts";
import type { Metrics } from "./metrics.ts";
import { readRecord } from "./read-record.ts";
import type { ReadRecord } from "./read-record.ts";
import type { RecordStore } from "./record-store.ts";
import { splitLines } from "./split-lines.ts";

export interface TakeRecordsOptions {
  store: RecordStore;
  metrics: Metrics;
  makeId: () => string;
  pcTokens: Pick<PcTokens, "hasClient">;
}

export interface TakeRecords {
  /** The seed's call: one record as JSON. 201 when it was stored, 200 when it was there already. */
  takeRecord(body: Buffer, caller: Caller): Promise<Answer>;
  /** One record a line; a bad line is reported and does not hold up the others. */
  takeBatch(body: Buffer, caller: Caller): Promise<Answer>;
}

type GoodRecord = Extract<ReadRecord, { ok: true }>;

/** Both calls answer only when everything they call stored is on disk. */
export function createTakeRecords({ store, metrics, makeId, pcTokens }: TakeRecordsOptions): TakeRecords {
  /** How many of them were there already, or the refusal when none can be called stored. */
  async function storeAll(records: readonly GoodRecord[]): Promise<number | Answer> {
    const result = await store.store(records);
    if (result.kind === "unavailable") return refuseForNow(`the disk does not take records: ${result.cause}`);
    records.forEach(({ errorType, line }, i) =>
      result.isDuplicate[i] ? metrics.countDuplicate() : metrics.countStored(errorType, line.length),
    );
    return result.isDuplicate.filter(Boolean).length;
  }

  /**
   * With its own token a PC writes no record in the name of another that has one. A name that nobody has a token for is let through: what
   * waited on this PC may be from before it got a new id.
   */
  function read(line: Buffer, { clientId, hasOwnToken }: Caller): ReadRecord {
    const record = readRecord(line, makeId);
    if (!record.ok || !hasOwnToken || record.clientId === undefined || record.clientId === clientId) return record;
    if (!pcTokens.hasClient(record.clientId)) return record;
    return { ok: false, id: record.id, status: 422, reason: "detail.client.id: another PC's, which has a token of its own" };
  }

  return {
    async takeRecord(body, caller) {
      const record = read(body, caller);
      if (!record.ok) {
        metrics.countRejected();
        return refuse(record.status, record.reason);
      }
      const duplicates = await storeAll([record]);
      if (typeof duplicates !== "number") return duplicates;
      return { status: duplicates === 0 ? 201 : 200, body: { status: "ok", id: record.id } };
    },

    async takeBatch(body, caller) {
      const { lines, count } = splitLines(body, MAX_BATCH.records);
      if (count > MAX_BATCH.records) return refuse(413, `a batch has at most ${MAX_BATCH.records} records, not ${count}`);
      const records = lines.map((line) => read(line, caller));
      const good = records.filter((record) => record.ok);
      const duplicates = await storeAll(good);
      if (typeof duplicates !== "number") return duplicates;
      const rejected = records.flatMap((record) => (record.ok ? [] : [{ id: record.id ?? null, reason: record.reason }]));
      for (let i = 0; i < rejected.length; i++) metrics.countRejected();
      return { status: 200, body: { accepted: good.length - duplicates, duplicates, rejected } };
    },
  };
}
