import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { LogRow } from "../../shared/log-api.ts";
import { parseRejectedLine } from "../../shared/rejected-line.ts";
import type { RejectedLine } from "../../shared/rejected-line.ts";
import { scanLines } from "../journal/segment-lines.ts";
import { compareSegmentNames, parseSegmentName } from "../journal/segment-name.ts";
import { placeKey } from "./delivery-marks.ts";
import type { Rejections } from "./delivery-marks.ts";

/** So many are told one by one; a central that refuses more refuses everything. */
const MOST = 100_000;

/** What central refused for good, by the place of the record in the journal; read again when a file has grown. */
export function createRejectionReader(directory: string): { read(): Promise<Rejections> } {
  const known = new Map<string, NonNullable<LogRow["rejection"]> | "again">();
  const readTo = new Map<string, number>();

  function take({ place, state, reason, status }: RejectedLine): void {
    const key = placeKey(place.segment, place.offset);
    if (state === "settled") known.delete(key);
    else if (known.has(key) || known.size < MOST) known.set(key, state === "again" ? "again" : { reason, status });
  }

  async function readFile(name: string): Promise<void> {
    const path = join(directory, name);
    const from = readTo.get(name) ?? 0;
    const { size } = await stat(path);
    if (size <= from) return;
    await scanLines({ path, from, to: size }, ({ bytes, next }) => {
      readTo.set(name, next);
      const line = parseRejectedLine(bytes.toString());
      if (line) take(line);
      return true;
    });
  }

  return {
    async read() {
      const names = await readdir(directory).catch(() => []);
      for (const name of names.filter((each) => parseSegmentName(each)).sort(compareSegmentNames))
        await readFile(name).catch(() => undefined);
      return known;
    },
  };
}
