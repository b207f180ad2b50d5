import { toPlainText } from "./plain-text.ts";
import { readRawFields } from "./log-fields.ts";
import type { LooseRecord } from "./log-fields.ts";

/** Before the first line: Excel reads a file without it in the PC's old code page. */
export const CSV_BOM = "\uFEFF";

export const CSV_COLUMNS = [
  "timestamp",
  "streamId",
  "errorType",
  "reason",
  "statusCode",
  "server",
  "client",
  "errorMessage",
  "whepUrl",
  "id",
];

/** One line of CSV (RFC 4180, with its CRLF). */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map(toCsvCell).join(",")}\r\n`;
}

/** A record's cells, in the order of CSV_COLUMNS. */
export function csvCellsOf(record: LooseRecord): string[] {
  const { stream, type, reason, status, server, client, message } = readRawFields(record);
  const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
  return [textOf(record.timestamp), stream, type, reason, status, server, client, message, textOf(record.whepUrl), textOf(record.id)];
}

function toCsvCell(text: string): string {
  const safe = toSafeCell(text);
  return /[",]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Text of anybody as a cell, not quoted yet: a line break or what a terminal obeys becomes a space, what a spreadsheet may take for a formula
 * gets an apostrophe in front (OWASP, CSV injection). In Korea and Japan Excel takes the full-width signs, too.
 */
export function toSafeCell(text: string): string {
  const plain = toPlainText(text);
  return /^\s*[=+\-@＝＋－＠]/.test(plain) ? `'${plain}` : plain;
}
