import { makeUuidV7 } from "../../shared/uuid-v7.ts";

/** An id that says which of the run's records it is, so that a million of them are counted in as many bytes. */
export function makeRecordId(index: number, at: number): string {
  const bytes = Buffer.alloc(10);
  bytes.writeUIntBE(index, 4, 6);
  return makeUuidV7(at, bytes);
}

export function readRecordIndex(id: string): number {
  return Number.parseInt(id.slice(24), 16);
}

const ID_KEY = '"id":"';
const ID_LENGTH = 36;

/** Which record a line is, without parsing it: its own id comes before every other `id` in it (docs/formats.md). Undefined for none. */
export function findRecordIndex(line: string): number | undefined {
  const at = line.indexOf(ID_KEY);
  if (at < 0) return undefined;
  const index = readRecordIndex(line.slice(at + ID_KEY.length, at + ID_KEY.length + ID_LENGTH));
  return Number.isNaN(index) ? undefined : index;
}
