import { CSV_BOM } from "../../shared/log-csv.ts";
import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { LogRow } from "../../shared/log-api.ts";
import type { LogPlace } from "../../shared/log-search.ts";
import { createMask } from "../../shared/mask-text.ts";
import type { Texts } from "../i18n/ko.ts";
import type { LogQuestion } from "./create-log-list.ts";
import { csvHeader, toCsvLine } from "./to-csv.ts";

export interface ExportOptions {
  api: Pick<ControlRoomApi, "readLogPage" | "readLogLines">;
  question: LogQuestion;
  format: "jsonl" | "csv";
  mask: boolean;
  texts: Texts;
  /** Rows written so far. */
  onProgress: (rows: number) => void;
  signal: AbortSignal;
}

/** Rows of one question; the most that one may ask for. */
const AT_ONCE = 1_000;

/**
 * Everything the filter finds, newest first, as one file. Each page becomes a blob at once, which the browser keeps outside the page's
 * memory, on disk when it is large. A line that was deleted meanwhile is left out. Throws what the calls throw, and when it is aborted.
 */
export async function exportLogs({ api, question, format, mask, texts, onProgress, signal }: ExportOptions): Promise<Blob> {
  const masker = mask ? createMask() : undefined;
  const parts: Blob[] = format === "csv" ? [new Blob([CSV_BOM, csvHeader()])] : [];
  const readPage = (after?: LogPlace) => api.readLogPage({ ...question, ...(after && { after }), limit: AT_ONCE });
  let written = 0;
  for (let page = readPage(); ;) {
    const { rows, isEnd } = await page;
    signal.throwIfAborted();
    const last = rows.at(-1);
    // The next page is read while this one is written. A failure of it is told when its turn comes.
    if (last && !isEnd) (page = readPage(last.at)).catch(() => undefined);
    const lines = format === "csv" ? writeCsv(rows) : await readLines(rows);
    parts.push(new Blob(lines));
    written += lines.length;
    onProgress(written);
    if (isEnd || !last) return new Blob(parts, { type: format === "csv" ? "text/csv" : "application/x-ndjson" });
  }

  function writeCsv(rows: readonly LogRow[]): string[] {
    return rows.map((row) => toCsvLine(row, { texts, mask: masker ? masker.maskText : (text) => text }));
  }

  /** The lines as they stand in the journal: a row does not carry its line. */
  async function readLines(rows: readonly LogRow[]): Promise<string[]> {
    const written: string[] = [];
    for (let done = 0; done < rows.length;) {
      const { lines } = await api.readLogLines({ source: question.source, at: rows.slice(done).map(({ at }) => at) });
      signal.throwIfAborted();
      for (const line of lines) if (line !== null) written.push(`${masker ? masker.maskLine(line) : line}\n`);
      done += lines.length;
    }
    return written;
  }
}
