import { toLogFields } from "../../shared/log-fields.ts";
import type { LogRow } from "../../shared/log-api.ts";
import { cutText } from "../../shared/plain-text.ts";
import { rejectionOf } from "./delivery-marks.ts";
import { scanSource } from "./scan-source.ts";
import type { FoundLine, ScanContext, ScanQuestion } from "./scan-source.ts";

/** A row with its line, as it was read from the file. */
export interface ScannedRow {
  row: LogRow;
  line: string;
}

/** How much of a damaged line is shown. */
const LONGEST_SHOWN = 500;

/** Rows of a page straight from the files: at once at either end and around a place, unless what is asked for is rare. */
export async function scanPage(question: ScanQuestion & { skip: number; limit: number }, context: ScanContext): Promise<ScannedRow[]> {
  const { skip, limit } = question;
  const found: FoundLine[] = [];
  let passed = 0;
  for await (const lines of scanSource(question, context)) {
    const rest = lines.slice(Math.max(0, skip - passed));
    passed += lines.length;
    found.push(...rest.slice(0, limit - found.length));
    if (found.length >= limit) break;
  }
  return found.map((each) => toRow(each, context));
}

function toRow({ line, fields, delivery }: FoundLine, { delivery: { rejections } }: ScanContext): ScannedRow {
  const { file, offset, text } = line;
  const rejection = delivery === "rejected" ? rejectionOf(line, rejections) : undefined;
  const content = fields ? { fields: toLogFields(fields) } : { damaged: cutText(text, LONGEST_SHOWN) };
  return { row: { at: { file, offset }, ...content, delivery, ...(rejection ? { rejection } : {}) }, line: text };
}
