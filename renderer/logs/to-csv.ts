import type { LogRow } from "../../shared/log-api.ts";
import type { Texts } from "../i18n/ko.ts";
import { formatMoment } from "../../shared/format-time.ts";
import { toSafeCell } from "../../shared/log-csv.ts";
import { nameValue } from "./name-value.ts";

const COLUMNS = [
  "time",
  "timestamp",
  "type",
  "reason",
  "reasonText",
  "status",
  "stream",
  "server",
  "message",
  "delivery",
  "rejection",
  "client",
  "fingerprint",
  "file",
  "offset",
] as const;

export interface CsvOptions {
  texts: Texts;
  /** Applied to everything in which an address or a machine may stand. */
  mask: (text: string) => string;
}

/** RFC 4180 with CRLF; the columns are named as in the record, so that a script reads the file whatever the language. */
export function csvHeader(): string {
  return `${COLUMNS.join(",")}\r\n`;
}

/** A damaged line has its text as message. */
export function toCsvLine({ at, fields, damaged = "", delivery, rejection }: LogRow, { texts, mask }: CsvOptions): string {
  const cells: Record<(typeof COLUMNS)[number], string> = {
    time: fields?.time === undefined ? "" : formatMoment(Date.parse(fields.time)),
    timestamp: fields?.time ?? "",
    type: fields?.type ?? "",
    reason: fields?.reason ?? "",
    reasonText: fields ? fields.reason && nameValue("reason", fields.reason, texts) : texts.logs.damagedLine,
    status: fields?.status ?? "",
    stream: fields?.stream ?? "",
    server: mask(fields?.server ?? ""),
    message: mask(fields?.message ?? damaged),
    delivery: nameValue("delivery", delivery, texts),
    rejection: mask(rejection?.reason ?? ""),
    client: mask(fields?.client ?? ""),
    fingerprint: fields?.fingerprint ?? "",
    file: at.file,
    offset: String(at.offset),
  };
  return `${COLUMNS.map((column) => toCell(cells[column])).join(",")}\r\n`;
}

/** Quoted always. */
export function toCell(text: string): string {
  return `"${toSafeCell(text).replaceAll('"', '""')}"`;
}
