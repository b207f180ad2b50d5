import { parseRecord, readRawFields } from "../../shared/log-fields.ts";
import type { LooseRecord, RawFields } from "../../shared/log-fields.ts";
import type { DeliveryState } from "../../shared/log-facets.ts";
import type { LogPlace } from "../../shared/log-search.ts";
import { createLogMatcher } from "../../shared/match-log-filter.ts";
import type { SearchFilter } from "../../shared/match-log-filter.ts";
import { isSendable, judgeDelivery } from "./delivery-marks.ts";
import type { DeliveryContext } from "./delivery-marks.ts";
import { readBackward, readForward } from "./read-source-lines.ts";
import type { SourceLine } from "./read-source-lines.ts";
import type { SourceFile } from "./source-files.ts";

export interface ScanQuestion {
  filter: SearchFilter;
  order: "newestFirst" | "oldestFirst";
  /** Exclusive, in `order`. */
  after?: LogPlace | undefined;
  /** Oldest first: the place's own line too. */
  isInclusive?: boolean;
}

export interface ScanContext {
  files: readonly SourceFile[];
  delivery: DeliveryContext;
  signal: AbortSignal;
  /** Gets every damaged line, matching or not, with its time. */
  onDamaged?: (line: SourceLine, time: number | undefined) => void;
}

/** A line that matches. `record` and `fields` are absent when it is damaged. */
export interface FoundLine {
  line: SourceLine;
  record?: LooseRecord;
  fields?: RawFields;
  delivery: DeliveryState;
}

/** Matching lines straight from the files, window by window. */
export async function* scanSource(question: ScanQuestion, context: ScanContext): AsyncGenerator<FoundLine[], void> {
  const { order, after, filter, isInclusive } = question;
  const isMatch = createLogMatcher(filter);
  const files = order === "newestFirst" ? context.files.toReversed() : context.files;
  const first = after ? files.findIndex(({ file }) => file === after.file) : 0;
  if (first < 0) return;
  for (const [index, source] of files.slice(first).entries()) {
    const place = index === 0 ? after?.offset : undefined;
    const windows = order === "newestFirst" ? readBackward(source, place, context.signal) : readForward(source, place ?? 0, context.signal);
    let timeBefore: number | undefined;
    for await (const lines of windows) {
      const wanted = order === "oldestFirst" && !isInclusive ? lines.filter(({ offset }) => offset !== place) : lines;
      const read = readFields(wanted, order, timeBefore);
      timeBefore = read.at(-1)?.time ?? timeBefore;
      const found: FoundLine[] = [];
      for (const { line, record, fields, time } of read) {
        if (!record) context.onDamaged?.(line, time);
        const delivery = judgeDelivery({ ...line, isSendable: isSendable(record) }, context.delivery);
        if (isMatch({ text: line.text, record, fields, delivery, time }))
          found.push({ line, delivery, ...(record ? { record, fields: fields! } : {}) });
      }
      yield found;
    }
  }
}

interface ReadLine {
  line: SourceLine;
  record: LooseRecord | undefined;
  fields: RawFields | undefined;
  time: number | undefined;
}

/** A damaged line is as old as the line before it in its file; at the beginning of a window that is read backwards that is not known. */
function readFields(lines: readonly SourceLine[], order: ScanQuestion["order"], timeBefore: number | undefined): ReadLine[] {
  const read = lines.map((line): ReadLine => {
    const record = parseRecord(line.text);
    const fields = record && readRawFields(record);
    return { line, record, fields, time: fields?.time };
  });
  const chronological = order === "oldestFirst" ? read : read.toReversed();
  let last = order === "oldestFirst" ? timeBefore : undefined;
  for (const each of chronological) {
    if (!each.record) each.time = last;
    last = each.time ?? last;
  }
  return read;
}
