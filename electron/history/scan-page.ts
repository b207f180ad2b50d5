import { parseRecord, readLogFields } from "../../shared/log-fields.ts";
import type { LogRow } from "../../shared/log-search.ts";
import { createLogMatcher } from "../../shared/match-log-filter.ts";
import { isSendable, judgeDelivery, placeKey } from "./delivery-marks.ts";
import type { DeliveryContext } from "./delivery-marks.ts";
import { readBackward, readForward } from "./read-source-lines.ts";
import type { SourceLine } from "./read-source-lines.ts";
import type { PageQuestion } from "./search-page.ts";
import type { SourceFile } from "./source-files.ts";

/** A row with its line, as it was read from the file. */
export interface ScannedRow {
  row: LogRow;
  line: string;
}

export interface ScanContext {
  files: readonly SourceFile[];
  delivery: DeliveryContext;
  signal: AbortSignal;
}

/** Rows of a page straight from the files: at once at either end and around a place, unless what is asked for is rare. `isInclusive`: oldest first, the place's own row too. */
export async function scanPage(question: PageQuestion, context: ScanContext, { isInclusive = false } = {}): Promise<ScannedRow[]> {
  const { order, after, skip, limit } = question;
  const files = order === "newestFirst" ? context.files.toReversed() : context.files;
  const first = after ? files.findIndex(({ file }) => file === after.file) : 0;
  const found: ScannedRow[] = [];
  if (first < 0) return found;
  const take = createTaker(question, context, found);
  const isFull = (): boolean => found.length >= skip + limit;
  for (const [index, source] of files.slice(first).entries()) {
    const place = index === 0 ? after?.offset : undefined;
    if (isFull()) break;
    if (order === "newestFirst") {
      for await (const lines of readBackward(source, place, context)) {
        take(lines);
        if (isFull()) break;
      }
    } else {
      const takeLine = (line: SourceLine): boolean => {
        if (isInclusive || line.offset !== place) take([line]);
        return !isFull();
      };
      await readForward(source, place ?? 0, takeLine, context);
    }
  }
  return found.slice(skip, skip + limit);
}

/** Puts the lines that match behind what was found. A damaged line is as old as its neighbour that was written before it, where that is known. */
function createTaker(
  { filter, order }: PageQuestion,
  { delivery: context }: ScanContext,
  found: ScannedRow[],
): (lines: readonly SourceLine[]) => void {
  const isMatch = createLogMatcher(filter);
  let timeBefore: number | undefined;

  return (lines) => {
    const parsed = lines.map(({ text }) => parseRecord(text));
    const all = lines.map((line, index) => ({ line, record: parsed[index], fields: parsed[index] && readLogFields(parsed[index]) }));
    for (const [index, { line, record, fields }] of all.entries()) {
      const older = order === "newestFirst" ? all.slice(index + 1, index + 20).find((each) => each.fields?.time)?.fields?.time : undefined;
      const own = fields?.time ?? (record ? undefined : older);
      const time = own === undefined ? (record ? undefined : timeBefore) : Date.parse(own);
      timeBefore = time ?? timeBefore;
      const { file, offset, text } = line;
      const at = { file, offset };
      const state = judgeDelivery({ ...at, isSendable: isSendable(record) }, context);
      if (!isMatch({ text, record, fields, delivery: state, time })) continue;
      const rejection = state === "rejected" ? context.rejections.get(placeKey(file, offset)) : undefined;
      const content = fields ? { fields } : { damaged: text.slice(0, LONGEST_SHOWN) };
      found.push({ row: { at, ...content, delivery: state, ...(rejection ? { rejection } : {}) }, line: text });
    }
  };
}

const LONGEST_SHOWN = 500;
