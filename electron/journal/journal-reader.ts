import { createArchiveReader } from "./archive-reader.ts";
import { createLastLines } from "./last-lines.ts";
import { MEGABYTE } from "./plan-retention.ts";
import { readTimestamp } from "./read-timestamp.ts";
import type { Segment, SegmentCatalog } from "./segment-catalog.ts";
import { countLines, findLastLines, isLineStart, scanLines } from "./segment-lines.ts";
import type { ScannedLine } from "./segment-lines.ts";
import type { SegmentSummaries } from "./segment-summaries.ts";
import type { Journal, JournalLine, Position } from "./types.ts";

export interface JournalReader extends Pick<Journal, "read" | "readNewest" | "countFrom" | "positionAt"> {
  /** Lets go of the archives that are kept open for the next window. */
  closeArchives(): void;
}

export interface JournalReaderOptions {
  catalog: Pick<SegmentCatalog, "list" | "pathOf">;
  summaries: Pick<SegmentSummaries, "find" | "make">;
  end: () => Position;
}

/** Enough for a thousand of the longest lines that anybody may send us (64 KiB). */
const MOST_NEWEST_CHARACTERS = 64 * MEGABYTE;

/** Reads across segments, plain and compressed alike. A segment that is deleted meanwhile has no lines. */
export function createJournalReader({ catalog, summaries, end }: JournalReaderOptions): JournalReader {
  const archives = createArchiveReader();

  /** Where in a list of segments a place is. What is no place between two lines of ours leads back to the last sure one before it. */
  async function locate(segments: readonly Segment[], { segment, offset }: Position): Promise<{ index: number; offset: number }> {
    const index = segments.findLastIndex(({ name }) => name === segment);
    const found = segments[index];
    if (!found) return { index: 0, offset: 0 };
    const isSound = offset <= found.length && (found.length === Infinity || (await isLineStart(catalog.pathOf(segment), offset)));
    return { index, offset: isSound ? offset : 0 };
  }

  async function read(from: Position, limit: { lines: number; bytes: number }): Promise<JournalLine[]> {
    const lines: JournalLine[] = [];
    let bytes = 0;
    let isFull = limit.lines < 1;
    const segments = catalog.list();
    const { index, offset } = await locate(segments, from);
    for (const [i, { name, length }] of segments.slice(index).entries()) {
      const range = { path: catalog.pathOf(name), from: i === 0 ? offset : 0, to: length };
      if (isFull) break;
      const takeLine = (line: ScannedLine): boolean => {
        bytes += line.next - line.offset;
        isFull = lines.length > 0 && bytes > limit.bytes;
        if (!isFull) lines.push(toJournalLine(name, line));
        isFull ||= lines.length >= limit.lines;
        return !isFull;
      };
      await scanLines(range, takeLine, { archives });
    }
    return lines;
  }

  async function readNewest(count: number): Promise<JournalLine[]> {
    const newest: JournalLine[] = [];
    let characters = MOST_NEWEST_CHARACTERS;
    for (const { name, length } of catalog.list().toReversed()) {
      const missing = count - newest.length;
      if (missing < 1) break;
      const whole = { path: catalog.pathOf(name), from: 0, to: length };
      const range = length === Infinity ? whole : { ...whole, from: await findLastLines(whole, missing) };
      const last = createLastLines({ lines: missing, characters }); // an archive can be read from its beginning only
      await scanLines(range, (line) => {
        last.add(toJournalLine(name, line));
        return true;
      });
      for (const line of last.take()) newest.push(line);
      if (last.isFull()) break;
      characters -= last.size();
    }
    return newest;
  }

  async function countFrom(from: Position): Promise<number> {
    const to = end();
    const segments = catalog.list();
    const { index, offset } = await locate(segments, from);
    let lines = 0;
    for (const [i, segment] of segments.slice(index).entries()) {
      const start = i === 0 ? offset : 0;
      const known = start === 0 && segment.name !== to.segment ? summaries.find(segment) : undefined;
      const length = segment.name === to.segment ? to.offset : segment.length;
      lines += known?.lines ?? (start < length ? await countLines({ path: catalog.pathOf(segment.name), from: start, to: length }) : 0);
    }
    return lines;
  }

  async function positionAt(time: number): Promise<Position> {
    const to = end();
    for (const segment of catalog.list()) {
      const isClosed = segment.name !== to.segment;
      if (isClosed && ((await summaries.make(segment)).latest ?? -Infinity) < time) continue;
      let found: Position | undefined;
      await scanLines({ path: catalog.pathOf(segment.name), from: 0, to: segment.length }, ({ bytes, offset }) => {
        if ((readTimestamp(bytes) ?? -Infinity) >= time) found = { segment: segment.name, offset };
        return found === undefined;
      });
      if (found) return found;
    }
    return to;
  }

  return { read, readNewest, countFrom, positionAt, closeArchives: archives.close };
}

function toJournalLine(segment: string, { bytes, offset, next }: ScannedLine): JournalLine {
  return { text: bytes.toString(), at: { segment, offset }, next: { segment, offset: next } };
}
