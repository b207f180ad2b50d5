import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { toJsonLine } from "../../shared/plain-text.ts";
import { localDate } from "../journal/segment-name.ts";
import type { Position } from "../journal/types.ts";

export interface Rejection {
  /** The record's line in the journal. */
  text: string;
  /** The place of that line. */
  at: Position;
  statusCode: number;
  /** Central's own words. */
  reason: string;
}

/** What central will never take: `YYYY-MM-DD.jsonl` (local date), one `{record, status, reason, at, place}` a line. */
export interface RejectedFile {
  /** Resolves when the line is on disk; rejects when it could not be written. */
  append(rejection: Rejection): Promise<void>;
}

export function createRejectedFile(directory: string, now: () => number): RejectedFile {
  return {
    async append({ text, at: place, statusCode, reason }) {
      const at = now();
      const rest = toJsonLine({ status: statusCode, reason, at: new Date(at).toISOString(), place });
      await mkdir(directory, { recursive: true });
      const file = await open(join(directory, `${localDate(at)}.jsonl`), "a+");
      try {
        const { size } = await file.stat();
        const isTorn = size > 0 && (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] !== 0x0a;
        await file.appendFile(`${isTorn ? "\n" : ""}{"record":${text},${rest.slice(1)}\n`);
        await file.datasync();
      } finally {
        await file.close();
      }
    },
  };
}
