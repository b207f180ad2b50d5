import type { ControlRoomApi } from "../../shared/api-names.ts";
import type { LogPlace, LogRow } from "../../shared/log-search.ts";
import type { Texts } from "../i18n/ko.ts";
import type { LogQuestion } from "./create-log-list.ts";
import { createMask } from "./mask-text.ts";
import { CSV_BOM, csvHeader, toCsvLine } from "./to-csv.ts";

export interface ExportOptions {
  api: Pick<ControlRoomApi, "readLogPage" | "readLogContext">;
  question: LogQuestion;
  format: "jsonl" | "csv";
  mask: boolean;
  texts: Texts;
  /** Rows written so far. */
  onProgress: (rows: number) => void;
  signal: AbortSignal;
}

const AT_ONCE = 500;
/** Lines asked for at the same time: they come one by one. */
const PARALLEL = 4;

/**
 * Everything the filter finds, newest first, as one file. Each page goes into the blob at once, which the browser keeps on disk when it is
 * large. Throws what the calls throw, and when it is aborted.
 */
export async function exportLogs({ api, question, format, mask, texts, onProgress, signal }: ExportOptions): Promise<Blob> {
  const masker = createMask();
  const type = format === "csv" ? "text/csv" : "application/x-ndjson";
  let file = new Blob(format === "csv" ? [CSV_BOM, csvHeader()] : [], { type });
  let after: LogPlace | undefined;
  let written = 0;
  for (;;) {
    signal.throwIfAborted();
    const { rows, isEnd } = await api.readLogPage({ ...question, ...(after && { after }), limit: AT_ONCE });
    const lines =
      format === "csv"
        ? rows.map((row) => toCsvLine(row, { texts, mask: mask ? masker.maskText : (text) => text }))
        : await readLines(rows);
    file = new Blob([file, ...lines], { type });
    written += rows.length;
    onProgress(written);
    const last = rows.at(-1);
    if (isEnd || !last) return file;
    after = last.at;
  }

  /** The lines as they stand in the journal: a row does not carry its line. */
  async function readLines(rows: LogRow[]): Promise<string[]> {
    const lines: string[] = [];
    for (let first = 0; first < rows.length; first += PARALLEL) {
      signal.throwIfAborted();
      const some = rows.slice(first, first + PARALLEL).map(({ at }) => api.readLogContext({ source: question.source, at, count: 1 }));
      for (const { line } of await Promise.all(some)) lines.push(`${mask ? masker.maskLine(line) : line}\n`);
    }
    return lines;
  }
}

/** Hands the file to the browser's own way of saving. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The download has the data by then; a page that goes on for days must not keep it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
