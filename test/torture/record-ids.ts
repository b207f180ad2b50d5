import { makeUuidV7 } from "../../shared/uuid-v7.ts";

/** An id that says which of the run's reports of its kind it is, so that a million of them are counted in as many bytes. */
export function makeRecordId(index: number, at: number): string {
  const bytes = Buffer.alloc(10);
  bytes.writeUIntBE(index, 4, 6);
  return makeUuidV7(at, bytes);
}

export function readRecordIndex(id: string): number {
  return Number.parseInt(id.slice(24), 16);
}

/** The zeros that makeRecordId leaves: what host and pages call by themselves has random bits there. An act on an alarm has it as its reason. */
const RUN_ID = /"(?:id|reason)":"[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-([0-9a-f]{12})"/;

/** Which report a line is, without parsing it: no other `id` and no other `reason` of the run is in it. Undefined: none of the run's. */
export function findRecordIndex(line: string): number | undefined {
  const index = RUN_ID.exec(line)?.[1];
  return index === undefined ? undefined : Number.parseInt(index, 16);
}

/**
 * Numbers the lines of a journal at both its ends: the run's own reports by what is in them, what the host writes by itself (a start, an alarm that
 * is raised) behind them by its id. Throws for a line that is no JSON object with an id, and for one that nobody has made.
 */
export function createLineNumbers(reports: number, doesHostWrite: boolean): (line: string) => number {
  const others = new Map<string, number>();
  return (line) => {
    const { id } = JSON.parse(line) as { id: unknown };
    if (typeof id !== "string") throw new TypeError("a line without an id");
    const index = findRecordIndex(line);
    if (index !== undefined ? index >= reports : !doesHostWrite) throw new RangeError("no report of this run");
    if (index !== undefined) return index;
    const number = others.get(id) ?? reports + others.size;
    others.set(id, number);
    return number;
  };
}
