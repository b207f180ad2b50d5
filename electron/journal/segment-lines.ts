import type { ArchiveReader } from "./archive-reader.ts";
import { LF, readBlocks } from "./segment-blocks.ts";
import type { SegmentRange } from "./segment-range.ts";

/** Of a line that is longer (damage: our records have at most 64 KiB) only the first bytes are read, so that memory stays bounded. */
export const MAX_LINE_BYTES = 1024 * 1024;
const TAIL_BLOCK_BYTES = 64 * 1024;

/** One line of a segment: its bytes without the LF (valid during the call only), and its place. */
export interface ScannedLine {
  bytes: Buffer;
  offset: number;
  next: number;
}

export interface ScanOptions {
  archives?: ArchiveReader;
  /** Gets what stands behind the last LF, if anything does. */
  onTail?: (tail: ScannedLine) => void;
}

/** Calls `onLine` for each whole line of a range until it answers false. */
export async function scanLines(
  range: SegmentRange,
  onLine: (line: ScannedLine) => boolean,
  { archives, onTail }: ScanOptions = {},
): Promise<void> {
  let head: Buffer[] = [];
  let headBytes = 0;
  let lineStart = range.from;
  let blockStart = range.from;
  for await (const block of readBlocks(range, archives)) {
    let start = 0;
    for (let end = block.indexOf(LF); end >= 0; end = block.indexOf(LF, start)) {
      const rest = block.subarray(start, end);
      const bytes = headBytes > 0 ? Buffer.concat([...head, rest]) : rest;
      start = end + 1;
      const next = blockStart + start;
      if (!onLine({ bytes: skipMark(bytes, lineStart).subarray(0, MAX_LINE_BYTES), offset: lineStart, next })) return;
      lineStart = next;
      head = [];
      headBytes = 0;
    }
    if (start < block.length && headBytes < MAX_LINE_BYTES) {
      head.push(Buffer.from(block.subarray(start))); // a copy: the block is read into again
      headBytes += block.length - start;
    }
    blockStart += block.length;
  }
  if (headBytes > 0)
    onTail?.({ bytes: skipMark(Buffer.concat(head), lineStart).subarray(0, MAX_LINE_BYTES), offset: lineStart, next: blockStart });
}

/** An editor on Windows puts a byte order mark in front of a file that it saves: no part of its first line. */
export function skipMark(bytes: Buffer, offset: number): Buffer {
  return offset === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Whole lines of a range; some 0.2 s for a million. */
export async function countLines(range: SegmentRange): Promise<number> {
  let lines = 0;
  for await (const block of readBlocks(range)) {
    for (let end = block.indexOf(LF); end >= 0; end = block.indexOf(LF, end + 1)) lines++;
  }
  return lines;
}

/** Where the last `count` lines of a range begin, found from its end. Not for compressed segments. */
export async function findLastLines({ path, from, to }: SegmentRange, count: number): Promise<number> {
  let missing = count + 1; // the LF before the first wanted line is one more
  for (let end = to; end > from;) {
    const start = Math.max(from, end - TAIL_BLOCK_BYTES);
    let blockStart = start;
    const ends: number[] = [];
    for await (const block of readBlocks({ path, from: start, to: end })) {
      for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, at + 1)) ends.push(blockStart + at + 1);
      blockStart += block.length;
    }
    if (ends.length >= missing) return ends[ends.length - missing]!;
    missing -= ends.length;
    end = start;
  }
  return from;
}

/** Whether a line of a segment begins here. */
export async function isLineStart(path: string, offset: number): Promise<boolean> {
  if (offset === 0) return true;
  for await (const block of readBlocks({ path, from: offset - 1, to: offset })) return block[0] === LF;
  return false;
}
