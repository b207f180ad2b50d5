import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Mask } from "../../shared/mask-text.ts";
import { redactText } from "../../shared/redact.ts";
import { createArchiveReader } from "../journal/archive-reader.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { listSegments } from "../journal/list-segments.ts";
import { scanLines } from "../journal/segment-lines.ts";
import { localDate, parseSegmentName } from "../journal/segment-name.ts";
import type { ZipEntry } from "./write-zip.ts";

export interface MaskedLogsOptions {
  mask: Mask;
  /** Unix milliseconds: what was written on earlier days is left out. */
  since: number;
  /** No more is wanted. */
  isFull: () => boolean;
  /** A file that was not taken, or not to its end. */
  onCut: (name: string) => void;
}

/** Lines that are masked before others have their turn: some milliseconds. */
const SLICE = 200;
/** Of one journal, the newest days first: some 60 MB, which take some seconds. */
const MOST_LINES = 100_000;

/** The newest days of a journal, each file with its lines masked. */
export async function* maskJournal(directory: string, folder: string, options: MaskedLogsOptions): AsyncGenerator<ZipEntry, void> {
  const { mask, since, onCut } = options;
  let lines = 0;
  const isFull = (): boolean => options.isFull() || lines >= MOST_LINES;
  const onLines = (count: number): void => void (lines += count);
  const { segments } = await listSegments(directory).catch(ignoreMissing({ segments: [] }));
  const wanted = segments.filter(({ name }) => parseSegmentName(name)!.date >= localDate(since));
  for (const { name: file } of wanted.toReversed()) {
    const name = `${folder}/${file}`;
    if (isFull()) onCut(name);
    else yield { name, content: readMasked(join(directory, file), mask.maskLine, { isFull, onLines, onCut: () => onCut(name) }) };
  }
}

/** The app's own log: texts, with what looks like a credential taken out once more. */
export async function* maskAppLog(directory: string, folder: string, options: MaskedLogsOptions): AsyncGenerator<ZipEntry, void> {
  const { mask, since, isFull, onCut } = options;
  const all = await readdir(directory).catch(ignoreMissing<string[]>([]));
  const first = new Date(since).toISOString().slice(0, 10);
  const wanted = all.filter((file) => /^\d{4}-\d\d-\d\d\.log$/.test(file) && file >= first).sort();
  for (const file of wanted.toReversed()) {
    const name = `${folder}/${file}`;
    const maskLine = (line: string): string => mask.maskText(redactText(line));
    if (isFull()) onCut(name);
    else yield { name, content: readMasked(join(directory, file), maskLine, { ...options, onCut: () => onCut(name) }) };
  }
}

async function* readMasked(
  path: string,
  maskLine: (line: string) => string,
  { isFull, onLines, onCut }: { isFull: () => boolean; onLines?: (count: number) => void; onCut: () => void },
): AsyncGenerator<string, void> {
  const archives = createArchiveReader();
  let from = 0;
  try {
    for (let isEnd = false; !isEnd;) {
      const lines: string[] = [];
      isEnd = true;
      await scanLines(
        { path, from, to: Infinity },
        ({ bytes, next }) => {
          lines.push(`${maskLine(bytes.toString())}\n`);
          from = next;
          isEnd = lines.length < SLICE;
          return isEnd;
        },
        { archives },
      );
      onLines?.(lines.length);
      yield lines.join("");
      if (!isEnd && isFull()) return onCut();
    }
  } finally {
    archives.close();
  }
}

function ignoreMissing<T>(empty: T): (error: unknown) => T {
  return (error) => {
    if (isMissing(error)) return empty;
    throw error;
  };
}
