import { parseRecord } from "../../shared/log-fields.ts";
import type { ArchiveReader } from "../journal/archive-reader.ts";
import { findLastLines, scanLines } from "../journal/segment-lines.ts";
import type { ScannedLine } from "../journal/segment-lines.ts";
import type { SourceFile } from "./source-files.ts";

/** A line of a source. The one behind a file's last LF counts when it is a whole record: else it is torn, or being written. */
export interface SourceLine {
  file: string;
  offset: number;
  text: string;
}

interface ReadOptions {
  signal: AbortSignal;
  archives?: ArchiveReader;
}

/** Lines kept at once when a file is read from its end. A larger archive is unpacked several times. */
const WINDOW = { plain: 1_000, archive: 100_000 };

/** Calls `onLine` for each line from an offset on, until it answers false. Rejects when it is aborted. */
export async function readForward(
  source: SourceFile,
  from: number,
  onLine: (line: SourceLine) => boolean,
  { signal, archives }: ReadOptions,
): Promise<void> {
  const { file, path, isPlain, size } = source;
  let isWanted = true;
  const take = ({ bytes, offset }: ScannedLine): boolean => {
    isWanted &&= !signal.aborted && onLine({ file, offset, text: bytes.toString() });
    return isWanted;
  };
  const onTail = (tail: ScannedLine): void => {
    if (parseRecord(tail.bytes.toString())) take(tail);
  };
  await scanLines({ path, from, to: isPlain ? size : Infinity }, take, { archives, onTail });
  signal.throwIfAborted();
}

/** The lines before an offset (undefined: all), the last first, in windows. */
export async function* readBackward(
  source: SourceFile,
  before: number | undefined,
  { signal }: ReadOptions,
): AsyncGenerator<SourceLine[], void> {
  const { path, isPlain, size } = source;
  const most = isPlain ? WINDOW.plain : WINDOW.archive;
  for (let end = before ?? Infinity; end > 0;) {
    const from = isPlain ? await findLastLines({ path, from: 0, to: Math.min(end, size) }, most) : 0;
    let window: SourceLine[] = [];
    const keep = (line: SourceLine): boolean => {
      if (line.offset >= end) return false;
      window.push(line);
      if (window.length >= 2 * most) window = window.slice(-most);
      return true;
    };
    await readForward(source, from, keep, { signal });
    yield window.slice(-most).toReversed();
    end = isPlain ? from : (window.at(-most)?.offset ?? 0);
  }
}
