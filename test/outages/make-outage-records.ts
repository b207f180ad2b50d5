import type { ErrorRecord } from "../../shared/record.ts";
import { makeBenchRecord } from "../bench/bench-records.ts";

export interface OutageRecords {
  lines: string[];
  /** In the order of the lines. */
  ids: string[];
  /** The ids of those that no central of this kind takes. */
  spoilt: Set<string>;
}

/** Two in every hundred are spoilt beside each other, and once seven: more than are held before all is thought to be refused. */
export function makeOutageRecords(count: number, spoil?: (record: ErrorRecord) => object): OutageRecords {
  const spoilt = new Set<string>();
  const middle = Math.floor(count / 2);
  const lines: string[] = [];
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const record = makeBenchRecord();
    const isSpoilt = spoil !== undefined && (i % 100 === 50 || i % 100 === 51 || (i > middle && i <= middle + 7));
    if (isSpoilt) spoilt.add(record.id);
    ids.push(record.id);
    lines.push(JSON.stringify(isSpoilt ? spoil(record) : record));
  }
  return { lines, ids, spoilt };
}
