import { CSV_COLUMNS, csvCellsOf, toCsvLine } from "../../../shared/log-csv.ts";
import type { RawFields } from "../../../shared/log-fields.ts";
import { escapeJsonText, toPlainText } from "../../../shared/plain-text.ts";
import type { FoundLine } from "../scan-source.ts";
import type { Format } from "./logs-arguments.ts";

/** Text of the answer. Nothing of a log line can drive a terminal. */
export interface LineFormat {
  head: string;
  format(found: FoundLine): string;
}

export function createLineFormat(format: Format, isUtc: boolean): LineFormat {
  switch (format) {
    case "jsonl":
      return { head: "", format: ({ line }) => `${escapeJsonText(line.text.toWellFormed())}\n` };
    case "csv":
      return { head: toCsvLine(CSV_COLUMNS), format: ({ record }) => toCsvLine(csvCellsOf(record ?? {})) };
    case "table":
      return { head: "", format: ({ fields }) => (fields ? `${tableRow(fields, isUtc)}\n` : "") };
  }
}

const WIDTHS = { stream: 16, type: 17, reason: 18, status: 3, server: 21 } as const;

function tableRow({ time, ...fields }: RawFields, isUtc: boolean): string {
  const columns = (Object.keys(WIDTHS) as (keyof typeof WIDTHS)[]).map((name) => (toPlainText(fields[name]) || "-").padEnd(WIDTHS[name]));
  return [time === undefined ? "-".padEnd(29) : formatTime(time, isUtc), ...columns, toPlainText(fields.message)].join("  ").trimEnd();
}

/** ISO 8601 with milliseconds, in local time with its offset, or in UTC. */
export function formatTime(time: number, isUtc: boolean): string {
  if (isUtc) return new Date(time).toISOString();
  const offset = -new Date(time).getTimezoneOffset();
  const local = new Date(time + offset * 60_000).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, "0"));
  return `${local}${offset < 0 ? "-" : "+"}${hours}:${minutes}`;
}
