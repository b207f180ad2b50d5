import type { Statistics, StreamFigures } from "../../shared/statistics-api.ts";
import type { Formats } from "../../shared/create-formats.ts";
import type { NameStream } from "../../shared/name-stream.ts";

export const SORT_COLUMNS = [
  "stream",
  "server",
  "availability",
  "incidents",
  "lines",
  "betweenFailures",
  "repairMedian",
  "repairP95",
  "longest",
  "observed",
  "unknown",
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Sorting {
  column: SortColumn;
  isDescending: boolean;
}

/** Worst first, as the answer comes. */
export const FIRST_SORTING: Sorting = { column: "availability", isDescending: false };

interface Names {
  nameStream: NameStream;
  formats: Formats;
}

/** What has no figure stands last, whichever way; equals stay as they came. */
export function sortStreams(
  { streams, lines }: Statistics,
  { column, isDescending }: Sorting,
  { nameStream, formats }: Names,
): StreamFigures[] {
  const valueOf = (stream: StreamFigures) => readColumn(stream, column, { lines: lines?.streams[stream.streamId], nameStream });
  const way = isDescending ? -1 : 1;
  return streams.toSorted((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return way * (typeof x === "string" || typeof y === "string" ? formats.compareNames(String(x), String(y)) : x - y);
  });
}

interface Beside {
  lines: number | undefined;
  nameStream: NameStream;
}

function readColumn(stream: StreamFigures, column: SortColumn, { lines, nameStream }: Beside): string | number | undefined {
  switch (column) {
    case "stream":
      return nameStream(stream.streamId);
    case "lines":
      return lines;
    case "betweenFailures":
      return stream.meanTimeBetweenFailures;
    case "repairMedian":
      return stream.repair?.median;
    case "repairP95":
      return stream.repair?.p95;
    case "longest":
      return stream.repair?.longest;
    default:
      return stream[column];
  }
}
