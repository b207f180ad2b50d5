import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseRecord } from "../../shared/log-fields.ts";
import type { LogRow } from "../../shared/log-search.ts";
import { scanLines } from "../journal/segment-lines.ts";
import { placeKey } from "./delivery-marks.ts";
import type { Rejections } from "./delivery-marks.ts";

/** So many are told one by one; a central that refuses more refuses everything. */
const MOST = 100_000;
const LONGEST_REASON = 500;

/** What central refused for good, by the place of the record in the journal; read again when a file has grown. */
export function createRejectionReader(directory: string): { read(): Promise<Rejections> } {
  const known = new Map<string, NonNullable<LogRow["rejection"]>>();
  const readTo = new Map<string, number>();

  async function readFile(name: string): Promise<void> {
    const path = join(directory, name);
    const from = readTo.get(name) ?? 0;
    const { size } = await stat(path);
    if (size <= from) return;
    await scanLines({ path, from, to: size }, ({ bytes, next }) => {
      readTo.set(name, next);
      const { place, reason, status } = (parseRecord(bytes.toString()) ?? {}) as Partial<Record<string, unknown>>;
      const { segment, offset } = (typeof place === "object" && place !== null ? place : {}) as Partial<Record<string, unknown>>;
      if (typeof segment === "string" && typeof offset === "number" && known.size < MOST)
        known.set(placeKey(segment, offset), { reason: String(reason).slice(0, LONGEST_REASON), status: Number(status) || 0 });
      return true;
    });
  }

  return {
    async read() {
      const names = await readdir(directory).catch(() => []);
      for (const name of names.filter((each) => each.endsWith(".jsonl"))) await readFile(name).catch(() => undefined);
      return known;
    },
  };
}
