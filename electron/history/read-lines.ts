import type { LogPlace } from "../../shared/log-search.ts";
import { LF, readBlocks } from "../journal/segment-blocks.ts";
import { isLineStart, MAX_LINE_BYTES, scanLines, skipMark } from "../journal/segment-lines.ts";
import type { ScannedLine } from "../journal/segment-lines.ts";
import type { SourceFile } from "./source-files.ts";

/** Bytes of lines in one answer; one line is answered however long it is. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Lines of a file that lie nearer to each other are read in one go. */
const NEAR_BYTES = 256 * 1024;
/** Of an unpacked archive so much is kept: an export comes from its end and would else unpack it once for every answer. */
const WINDOW_BYTES = 16 * 1024 * 1024;
/** Milliseconds after which it is forgotten. */
const LONGEST_IDLE = 10_000;

export interface LineReader {
  /** The lines of the first places, in the places' order, as many as fit into an answer; null where there is none (any more). */
  read(places: readonly LogPlace[], files: readonly SourceFile[], signal: AbortSignal): Promise<(string | null)[]>;
}

export function createLineReader(): LineReader {
  const readArchive = createArchiveLines();

  return {
    async read(places, files, signal) {
      const texts = new Map<string, string>();
      const numbers = new Map<string, number>();
      for (const [number, place] of places.entries()) if (!numbers.has(keyOf(place))) numbers.set(keyOf(place), number);
      let bytesKept = 0;
      let end = places.length;

      /** Lines come in their file's order; what does not fit is forgotten from the end of the places. */
      function keep(place: LogPlace, bytes: Buffer): void {
        const key = keyOf(place);
        if (numbers.get(key)! >= end) return;
        texts.set(key, bytes.toString());
        bytesKept += bytes.length;
        while (bytesKept > MOST_BYTES && end > 1) {
          end--;
          const last = keyOf(places[end]!);
          if (numbers.get(last) !== end) continue;
          bytesKept -= Buffer.byteLength(texts.get(last) ?? "");
          texts.delete(last);
        }
      }

      for (const [file, { first, sorted }] of groupByFile(places)) {
        const source = files.find((each) => each.file === file);
        if (!source || numbers.get(keyOf({ file, offset: first }))! >= end) continue;
        const taking = { take: (offset: number, bytes: Buffer) => keep({ file, offset }, bytes), signal };
        await (source.isPlain ? readPlain : readArchive)(source, sorted, taking);
      }
      return places.slice(0, end).map((place) => texts.get(keyOf(place)) ?? null);
    },
  };
}

interface Taking {
  take: (offset: number, bytes: Buffer) => void;
  signal: AbortSignal;
}

function keyOf({ file, offset }: LogPlace): string {
  return `${offset} ${file}`;
}

/** Files in the order in which they are first named, each with its offsets from its beginning. */
function groupByFile(places: readonly LogPlace[]): Map<string, { first: number; sorted: number[] }> {
  const offsets = new Map<string, Set<number>>();
  for (const { file, offset } of places) offsets.set(file, (offsets.get(file) ?? new Set()).add(offset));
  return new Map([...offsets].map(([file, each]) => [file, { first: [...each][0]!, sorted: [...each].sort((a, b) => a - b) }]));
}

async function readPlain({ path, size }: SourceFile, offsets: readonly number[], { take, signal }: Taking): Promise<void> {
  for (let first = 0; first < offsets.length;) {
    signal.throwIfAborted();
    const from = offsets[first]!;
    let last = first;
    if (await isLineStart(path, from)) {
      while (last + 1 < offsets.length && offsets[last + 1]! - offsets[last]! < NEAR_BYTES) last++;
      const wanted = new Set(offsets.slice(first, last + 1));
      const takeWanted = ({ bytes, offset }: ScannedLine): boolean => {
        if (wanted.has(offset)) take(offset, bytes);
        return offset < offsets[last]!;
      };
      await scanLines({ path, from, to: size }, takeWanted, { onTail: takeWanted });
    }
    first = last + 1;
  }
}

/** A part of an archive's text; up to `whole` its lines are whole. */
interface Window {
  path: string;
  size: number;
  start: number;
  bytes: Buffer;
  whole: number;
}

/** From the last place to the first, each time in what was unpacked before it. */
function createArchiveLines(): typeof readPlain {
  let window: Window | undefined;
  let timer: NodeJS.Timeout | undefined;

  return async ({ path, size }, offsets, { take, signal }) => {
    clearTimeout(timer);
    for (const offset of offsets.toReversed()) {
      signal.throwIfAborted();
      const isInside = window?.path === path && window.size === size && isWithin(window, offset);
      window = isInside ? window! : { path, size, ...(await unpackUntil(path, offset)) };
      const line = findLine(window, offset);
      if (line) take(offset, line);
    }
    timer = setTimeout(() => (window = undefined), LONGEST_IDLE).unref();
  };
}

function isWithin({ start, whole }: Window, offset: number): boolean {
  return offset < whole && (offset > start || offset === 0) && offset >= start;
}

/** The bytes of an archive up to the end of the line at `offset`, as far back as a window reaches. */
async function unpackUntil(path: string, offset: number): Promise<Pick<Window, "start" | "bytes" | "whole">> {
  const to = offset + MAX_LINE_BYTES;
  const kept: Buffer[] = [];
  let start = 0;
  let end = 0;
  let isFound = false;
  for await (const block of readBlocks({ path, from: 0, to })) {
    kept.push(Buffer.from(block)); // a copy: the block is read into again
    end += block.length;
    while (end - start - kept[0]!.length > WINDOW_BYTES) start += kept.shift()!.length;
    isFound = end > offset && block.includes(LF, Math.max(0, offset - (end - block.length)));
    if (isFound) break;
  }
  const bytes = Buffer.concat(kept);
  return { start, bytes, whole: isFound || end >= to ? start + bytes.lastIndexOf(LF) + 1 : end };
}

function findLine({ start, bytes }: Window, offset: number): Buffer | undefined {
  const from = offset - start;
  if (from < 0 || from >= bytes.length || (offset > 0 && bytes[from - 1] !== LF)) return undefined;
  const end = bytes.indexOf(LF, from);
  return skipMark(bytes.subarray(from, Math.min(end < 0 ? bytes.length : end, from + MAX_LINE_BYTES)), offset);
}
