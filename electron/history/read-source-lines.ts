import { parseRecord } from "../../shared/log-fields.ts";
import { createArchiveReader } from "../journal/archive-reader.ts";
import { findLastLines, scanLines } from "../journal/segment-lines.ts";
import type { ScannedLine } from "../journal/segment-lines.ts";
import type { SourceFile } from "./source-files.ts";

/** A line of a source. The one behind a file's last LF counts when it is a whole record: else it is torn, or being written. */
export interface SourceLine {
  file: string;
  offset: number;
  text: string;
}

/** Lines kept at once. An archive that is larger is unpacked several times when it is read from its end. */
const WINDOW = { plain: 1_000, archive: 100_000 };

/** The lines from an offset on, window by window. Rejects when it is aborted. */
export async function* readForward(source: SourceFile, from: number, signal: AbortSignal): AsyncGenerator<SourceLine[], void> {
  const { file, path, isPlain, size } = source;
  const archives = createArchiveReader();
  try {
    for (let start = from, isEnd = false; !isEnd;) {
      const lines: SourceLine[] = [];
      isEnd = true;
      const take = ({ bytes, offset, next }: ScannedLine): boolean => {
        lines.push({ file, offset, text: bytes.toString() });
        start = next;
        isEnd = lines.length < WINDOW.plain && !signal.aborted;
        return isEnd;
      };
      const onTail = (tail: ScannedLine): void => {
        if (parseRecord(tail.bytes.toString())) take(tail);
      };
      await scanLines({ path, from: start, to: isPlain ? size : Infinity }, take, { archives, onTail });
      signal.throwIfAborted();
      yield lines;
    }
  } finally {
    archives.close();
  }
}

/** The lines before an offset (undefined: all), the last first, window by window. */
export async function* readBackward(
  source: SourceFile,
  before: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<SourceLine[], void> {
  const { path, isPlain, size } = source;
  const most = isPlain ? WINDOW.plain : WINDOW.archive;
  for (let end = before ?? Infinity; end > 0;) {
    const from = isPlain ? await findLastLines({ path, from: 0, to: Math.min(end, size) }, most) : 0;
    let window: SourceLine[] = [];
    for await (const lines of readForward(source, from, signal)) {
      window.push(...lines.filter(({ offset }) => offset < end));
      if (window.length >= 2 * most) window = window.slice(-most);
      if ((lines.at(-1)?.offset ?? 0) >= end) break;
    }
    const isAll = isPlain ? from === 0 : window.length <= most && window[0]?.offset === 0;
    window = window.slice(-most);
    yield window.toReversed();
    end = isAll || window.length === 0 ? 0 : window[0]!.offset;
  }
}
