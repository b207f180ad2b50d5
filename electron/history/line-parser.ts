import { foldTexts, parseRecord, readRawFields } from "../../shared/log-fields.ts";
import type { LooseRecord, RawFields } from "../../shared/log-fields.ts";
import { fingerprintOf } from "../../shared/log-fingerprint.ts";
import { cutText } from "../../shared/plain-text.ts";
import { isSendable } from "./delivery-marks.ts";
import { NO_TIME, WORD_COLUMNS } from "./row-batch.ts";
import type { BatchRow } from "./row-batch.ts";
import type { WordBook } from "./word-book.ts";

/** How much of a damaged line is kept to be shown, and to be searched. */
const SHOWN = 500;
const SEARCHED = 64 * 1024;
/** What has a column of its own; the other texts are split in two. */
const OWN_COLUMNS: ReadonlySet<string> = new Set([
  "timestamp",
  "streamId",
  "errorType",
  "errorMessage",
  "whepUrl",
  "userAgent",
  "clientInfo",
  "detail",
]);
const COMMON_IN_DETAIL: ReadonlySet<string> = new Set(["reason", "phase", "client"]);
const NOTHING: ReadonlySet<string> = new Set();

/** Makes an index row of a line. A damaged one is as old as the one before it in its file. */
export type LineParser = (text: string, offset: number, timeBefore: number | undefined) => BatchRow;

export function createLineParser({ numberOf }: WordBook): LineParser {
  const printOf = createPrinter(numberOf);
  const textOf = (value: unknown): number => numberOf(typeof value === "string" ? value : "");

  return (line, offset, timeBefore) => {
    const record = parseRecord(line);
    if (!record) {
      const words = WORD_COLUMNS.map((column) => numberOf(column === "message" ? cutText(line, SHOWN) : ""));
      const text = cutText(line, SEARCHED).toLowerCase();
      return { offset, time: timeBefore ?? NO_TIME, isDamaged: true, isSendable: false, words, text };
    }
    const fields = readRawFields(record);
    const { type, reason, stream, server, status, client, message, time } = fields;
    const [common, text] = splitTexts(record);
    const words = [type, reason, stream, server, status, client, message].map(numberOf);
    words.push(printOf(fields), textOf(record.whepUrl), textOf(record.userAgent), numberOf(common));
    return { offset, time: time ?? NO_TIME, isDamaged: false, isSendable: isSendable(record), words, text };
  };
}

const MOST_REMEMBERED = 10_000;

/** Numbers of fingerprints. Most messages come again and again, with the same type, reason and status. */
function createPrinter(numberOf: WordBook["numberOf"]): (failure: RawFields) => number {
  const last = new Map<string, { failure: RawFields; print: string }>();
  return (failure) => {
    const known = last.get(failure.message);
    const { type, reason, status } = known?.failure ?? {};
    if (known && type === failure.type && reason === failure.reason && status === failure.status) return numberOf(known.print);
    if (last.size >= MOST_REMEMBERED) last.clear();
    const print = fingerprintOf(failure);
    last.set(failure.message, { failure, print });
    return numberOf(print);
  };
}

/** Small letters: the texts that stand alike in many records, as one word of which there are few; and all that have no column. */
function splitTexts(record: LooseRecord): [common: string, rest: string] {
  const { detail, clientInfo } = record;
  const rest = foldTexts(record, OWN_COLUMNS);
  if (typeof detail !== "object" || detail === null) return [foldTexts({ clientInfo }, NOTHING), rest + foldTexts({ detail }, NOTHING)];
  const { reason, phase, client } = detail as LooseRecord;
  return [foldTexts({ reason, phase, client, clientInfo }, NOTHING), rest + foldTexts(detail as LooseRecord, COMMON_IN_DETAIL)];
}
