import type { LineCounts, Statistics, StreamFigures } from "./statistics-api.ts";
import { CSV_BOM, toCsvLine } from "./log-csv.ts";
import type { ReportLabels } from "./report-labels.ts";
import type { TimeSums } from "./statistics/partition.ts";

export interface ReportSubject {
  /** `YYYY-MM` */
  month: string;
  /** Where the PC stands, and what it is called. They stand in every row: files of several months and PCs go under each other. */
  site: string;
  client: string;
}

const STREAM_COLUMNS = [
  "month",
  "site",
  "client",
  "streamId",
  "name",
  "server",
  "availability",
  "observed",
  "down",
  "unknown",
  "maintenance",
  "incidents",
  "lines",
  "betweenFailures",
  "repairMean",
  "repairMedian",
  "repairP95",
  "longest",
] as const;
export type StreamColumn = (typeof STREAM_COLUMNS)[number];

const DAY_COLUMNS = ["date", "site", "client", "availability", "observed", "down", "unknown", "maintenance", "incidents", "lines"] as const;
export type DayColumn = (typeof DAY_COLUMNS)[number];

export interface StreamsCsvOptions {
  subject: ReportSubject;
  labels: ReportLabels;
  nameStream: (streamId: string) => string;
}

/**
 * A row for each stream in the order of the statistics, and one of all together at the end. One table with one head: Excel filters, sorts and
 * pivots it as it is, so the days are a file of their own. Times are seconds, shares percent, with a point; what has no figure is empty, which
 * Excel's averages leave out.
 */
export function buildStreamsCsv(statistics: Statistics, { subject, labels, nameStream }: StreamsCsvOptions): string {
  const { streams, whole, lines } = statistics;
  const rows = streams.map((stream) => ({
    ...toSubjectCells(subject),
    streamId: stream.streamId,
    name: nameStream(stream.streamId),
    server: stream.server,
    ...toFigureCells(stream, countLines(lines, lines?.streams[stream.streamId])),
    ...toRepairCells(stream),
  }));
  const total = { ...toSubjectCells(subject), name: labels.total, ...toFigureCells(whole, countLines(lines, lines?.total)) };
  return toCsv(STREAM_COLUMNS, [...rows, total], labels);
}

/** A row for each day, all streams together. */
export function buildDaysCsv({ days, lines }: Statistics, { subject, labels }: Omit<StreamsCsvOptions, "nameStream">): string {
  const rows = days.map((day, n) => ({
    ...toSubjectCells(subject),
    date: `${subject.month}-${String(new Date(day.from).getDate()).padStart(2, "0")}`,
    ...toFigureCells(day, countLines(lines, lines?.days[n])),
  }));
  return toCsv(DAY_COLUMNS, rows, labels);
}

function toCsv<C extends StreamColumn | DayColumn>(
  columns: readonly C[],
  rows: readonly Partial<Record<C, string>>[],
  { column }: ReportLabels,
): string {
  const head = toCsvLine(columns.map((name) => column[name]));
  return CSV_BOM + head + rows.map((row) => toCsvLine(columns.map((name) => row[name] ?? ""))).join("");
}

function toSubjectCells({ month, site, client }: ReportSubject) {
  return { month, site, client };
}

function toFigureCells(figures: TimeSums & { availability?: number | undefined; incidents: number }, lines: number | undefined) {
  const { availability, up, down, unknown, maintenance, incidents } = figures;
  return {
    availability: availability === undefined ? "" : toPercent(availability),
    observed: toSeconds(up + down),
    down: toSeconds(down),
    unknown: toSeconds(unknown),
    maintenance: toSeconds(maintenance),
    incidents: String(incidents),
    lines: lines === undefined ? "" : String(lines),
  };
}

function toRepairCells({ meanTimeBetweenFailures, repair }: StreamFigures) {
  return {
    betweenFailures: meanTimeBetweenFailures === undefined ? "" : toSeconds(meanTimeBetweenFailures),
    ...(repair && {
      repairMean: toSeconds(repair.mean),
      repairMedian: toSeconds(repair.median),
      repairP95: toSeconds(repair.p95),
      longest: toSeconds(repair.longest),
    }),
  };
}

/** Who has no lines has none; undefined: nobody has counted. */
function countLines(lines: LineCounts | undefined, count: number | undefined): number | undefined {
  return lines && (count ?? 0);
}

/** To the millisecond. */
function toSeconds(milliseconds: number): string {
  return String(Math.round(milliseconds) / 1_000);
}

/** Twelve digits: a second that one of 64 streams was down in a month is seen, and no trace of binary fractions. */
function toPercent(share: number): string {
  return String(Number((100 * share).toPrecision(12)));
}
