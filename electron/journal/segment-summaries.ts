import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readTimestamp } from "./read-timestamp.ts";
import type { Segment, SegmentCatalog } from "./segment-catalog.ts";
import { temporaryDirectoryOf } from "./segment-catalog.ts";
import { scanLines } from "./segment-lines.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** What a closed segment holds, so that nobody has to read it again for a number. Times are milliseconds; undefined when no line has one. */
export interface SegmentSummary {
  bytes: number;
  lines: number;
  earliest?: number;
  latest?: number;
}

/** Summaries of the segments that are no longer written to. They can always be deleted and are made again. */
export interface SegmentSummaries {
  /** Reads what was saved; a damaged file counts as none. */
  load(): Promise<void>;
  /** Undefined when it was not made yet: `make` takes a scan of the whole segment. */
  find(segment: Segment): SegmentSummary | undefined;
  make(segment: Segment): Promise<SegmentSummary>;
  /** Makes those that are missing, forgets those whose segment is gone, and saves them. Once aborted, what is missing stays so. */
  update(signal: AbortSignal): Promise<void>;
}

export function createSegmentSummaries(directory: string, catalog: Pick<SegmentCatalog, "list" | "pathOf">): SegmentSummaries {
  const file = join(directory, ".summaries");
  let known = new Map<string, SegmentSummary>();
  let saved = "";

  function find({ name, length }: Segment): SegmentSummary | undefined {
    const summary = known.get(name);
    // A plain file of another length was changed by hand; of a compressed one nobody knows the length without reading it.
    return summary && (length === Infinity || length === summary.bytes) ? summary : undefined;
  }

  async function make(segment: Segment): Promise<SegmentSummary> {
    const summary = find(segment) ?? (await summarize(catalog.pathOf(segment.name), segment.length));
    known.set(segment.name, summary);
    return summary;
  }

  return {
    find,
    make,
    async load() {
      saved = await readFile(file, "utf8").catch(() => "");
      known = parseSummaries(saved);
    },
    async update(signal) {
      for (const segment of catalog.list().slice(0, -1)) if (!signal.aborted) await make(segment);
      const present = new Set(catalog.list().map(({ name }) => name));
      for (const name of known.keys()) if (!present.has(name)) known.delete(name);
      const text = `${JSON.stringify(Object.fromEntries(known))}\n`;
      if (text === saved) return;
      await writeFileAtomically(file, text, { temporaryDirectory: temporaryDirectoryOf(directory) });
      saved = text;
    },
  };
}

async function summarize(path: string, length: number): Promise<SegmentSummary> {
  const summary: SegmentSummary = { bytes: 0, lines: 0 };
  await scanLines({ path, from: 0, to: length }, ({ bytes, next }) => {
    const time = readTimestamp(bytes);
    summary.bytes = next;
    summary.lines++;
    if (time === undefined) return true;
    summary.earliest = Math.min(time, summary.earliest ?? time);
    summary.latest = Math.max(time, summary.latest ?? time);
    return true;
  });
  return summary;
}

function parseSummaries(text: string): Map<string, SegmentSummary> {
  try {
    return new Map(Object.entries(JSON.parse(text) as Record<string, unknown>).filter(isSummaryEntry));
  } catch {
    return new Map();
  }
}

function isSummaryEntry(entry: [string, unknown]): entry is [string, SegmentSummary] {
  const [, value] = entry;
  if (typeof value !== "object" || value === null) return false;
  const { bytes, lines, earliest, latest } = value as Record<string, unknown>;
  return (
    [bytes, lines, earliest ?? 0, latest ?? 0].every((number) => Number.isSafeInteger(number)) && Number(bytes) >= 0 && Number(lines) >= 0
  );
}
