import type { LogPlace } from "../../shared/log-search.ts";
import type { SqlContext } from "./filter-sql.ts";
import { OFFSET_BITS } from "./index-database.ts";

/** What a search in an index needs to know about it. */
export interface SearchContext extends SqlContext {
  fileOf: (id: number) => string | undefined;
}

export function keyOf({ file, offset }: LogPlace, { idOf }: SearchContext): bigint | undefined {
  const id = idOf(file);
  return id === undefined ? undefined : (BigInt(id) << OFFSET_BITS) + BigInt(offset);
}

export function placeOf(key: bigint, { fileOf }: SearchContext): LogPlace {
  return { file: fileOf(Number(key >> OFFSET_BITS)) ?? "", offset: Number(BigInt.asUintN(Number(OFFSET_BITS), key)) };
}

/** The texts of numbers. */
export async function readWords(ids: Iterable<unknown>, { ask }: SearchContext): Promise<(id: unknown) => string> {
  const wanted = [...new Set([...ids].map(Number))];
  if (wanted.length === 0) return () => "";
  const rows = await ask(`select id, text from words where id in (${wanted.join(", ")})`);
  const words = new Map(rows.map(({ id, text }) => [Number(id), String(text)]));
  return (id) => words.get(Number(id)) ?? "";
}

export function toIso(time: number): string {
  return new Date(time).toISOString();
}
