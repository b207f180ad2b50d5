import { formatMinute, formatSecond } from "./format-time.ts";
import { CSV_BOM, toCsvLine } from "./log-csv.ts";
import type { ReportLabels } from "./report-labels.ts";
import type { ReportMeasure } from "./report/measure-part.ts";
import type { ReportFigures, ReportPart } from "./report/measure-report.ts";
import type { PaperContext } from "./report/paper-context.ts";
import type { Report } from "./report/report-api.ts";
import type { LineCounts, StreamFigures } from "./statistics-api.ts";
import type { TimeSums } from "./statistics/partition.ts";

export interface ReportSubject {
  /** `YYYY-MM` */
  month: string;
  /** Where the PC stands, and what it is called. They stand in every row: files of several months and PCs go under each other. */
  site: string;
  client: string;
}

const SUBJECT_COLUMNS = ["month", "site", "client"] as const;
const FIGURE_COLUMNS = ["availability", "observed", "down", "unknown", "maintenance", "incidents"] as const;
/** Of a stream or a site: what it failed of most, how often it was mended by itself, and the service hours. */
const PART_COLUMNS = [
  "mainCause",
  "mainCauseIncidents",
  "stepsTried",
  "stepsRecovered",
  "serviceHours",
  "serviceAvailability",
  "serviceObserved",
  "serviceDown",
  "serviceUnknown",
  "serviceMaintenance",
  "serviceIncidents",
  "serviceLongest",
] as const;
const STREAM_COLUMNS = [
  ...SUBJECT_COLUMNS,
  "streamId",
  "name",
  "server",
  ...FIGURE_COLUMNS,
  "lines",
  "betweenFailures",
  "repairMean",
  "repairMedian",
  "repairP95",
  "longest",
  "streamSite",
  ...PART_COLUMNS,
] as const;
const SITE_COLUMNS = [...SUBJECT_COLUMNS, "streamSite", "streams", ...FIGURE_COLUMNS, "longest", ...PART_COLUMNS] as const;
const DAY_COLUMNS = ["date", "site", "client", ...FIGURE_COLUMNS, "lines"] as const;
const ACT_COLUMNS = ["time", "site", "client", "alarm", "act", "by", "said", "until"] as const;
type Columns = typeof STREAM_COLUMNS | typeof SITE_COLUMNS | typeof DAY_COLUMNS | typeof ACT_COLUMNS;
export type ReportColumn = Columns[number];

export interface ReportCsvOptions {
  subject: ReportSubject;
  labels: ReportLabels;
  context: PaperContext;
}

/**
 * A row for each stream in the order of the statistics, and one of all together at the end. One table with one head: Excel filters, sorts and
 * pivots it as it is, so the sites, the days and what was done are files of their own. Times are seconds, shares percent, with a point; what has
 * no figure is empty, which Excel's averages leave out.
 */
export function buildStreamsCsv({ statistics, figures }: Report, options: ReportCsvOptions): string {
  const { subject, labels, context } = options;
  const { streams, whole, lines } = statistics;
  const parts = new Map(figures.streams.map((part) => [part.streamId, part]));
  const rows = streams.map((stream) => {
    const part = parts.get(stream.streamId);
    return {
      ...subject,
      streamId: stream.streamId,
      name: context.nameStream(stream.streamId),
      server: stream.server,
      ...toFigureCells(stream),
      ...toLineCells(lines, lines?.streams[stream.streamId]),
      ...toRepairCells(stream),
      streamSite: part?.site ?? "",
      ...(part && toPartCells(part, figures, context)),
    };
  });
  const total = {
    ...subject,
    name: labels.total,
    ...toFigureCells(whole),
    ...toLineCells(lines, lines?.total),
    ...toPartCells(figures.whole, figures, context),
  };
  return toCsv(STREAM_COLUMNS, [...rows, total], labels);
}

/** A row for each site, and one of all together at the end. */
export function buildSitesCsv({ figures }: Report, { subject, labels, context }: ReportCsvOptions): string {
  const row = (part: ReportPart, streamSite: string, streams: number) => ({
    ...subject,
    streamSite,
    streams: String(streams),
    ...toFigureCells(part.allDay),
    longest: toSecondsOrEmpty(part.allDay.longest),
    ...toPartCells(part, figures, context),
  });
  const rows = figures.sites.map((part) => row(part, part.site, part.streams));
  return toCsv(SITE_COLUMNS, [...rows, row(figures.whole, labels.total, figures.streams.length)], labels);
}

/** A row for each day, all streams together. */
export function buildDaysCsv({ statistics: { days, lines } }: Report, { subject, labels }: ReportCsvOptions): string {
  const rows = days.map((day, n) => ({
    ...subject,
    date: `${subject.month}-${String(new Date(day.from).getDate()).padStart(2, "0")}`,
    ...toFigureCells(day),
    ...toLineCells(lines, lines?.days[n]),
  }));
  return toCsv(DAY_COLUMNS, rows, labels);
}

/** A row for each act of somebody about an alarm, local time. */
export function buildActsCsv({ acts: { acts } }: Report, { subject, labels, context }: ReportCsvOptions): string {
  const rows = acts.map(({ at, type, by, text, until, ...alarm }) => ({
    ...subject,
    time: toSecond(at),
    alarm: context.nameAlarm(alarm),
    act: context.words.act[type],
    by: by ?? "",
    said: text ?? "",
    until: until === undefined ? "" : toSecond(until),
  }));
  return toCsv(ACT_COLUMNS, rows, labels);
}

function toCsv<C extends ReportColumn>(
  columns: readonly C[],
  rows: readonly Partial<Record<C, string>>[],
  { column }: ReportLabels,
): string {
  const head = toCsvLine(columns.map((name) => column[name]));
  return CSV_BOM + head + rows.map((row) => toCsvLine(columns.map((name) => row[name] ?? ""))).join("");
}

function toFigureCells(figures: TimeSums & { availability?: number | undefined; incidents: number }) {
  const { availability, up, down, unknown, maintenance, incidents } = figures;
  return {
    availability: availability === undefined ? "" : toPercent(availability),
    observed: toSeconds(up + down),
    down: toSeconds(down),
    unknown: toSeconds(unknown),
    maintenance: toSeconds(maintenance),
    incidents: String(incidents),
  };
}

/** Who has no lines has none; without `lines` nobody has counted. */
function toLineCells(lines: LineCounts | undefined, count: number | undefined) {
  return { lines: lines ? String(count ?? 0) : "" };
}

function toRepairCells({ meanTimeBetweenFailures, repair }: StreamFigures) {
  return {
    betweenFailures: toSecondsOrEmpty(meanTimeBetweenFailures),
    ...(repair && {
      repairMean: toSeconds(repair.mean),
      repairMedian: toSeconds(repair.median),
      repairP95: toSeconds(repair.p95),
      longest: toSeconds(repair.longest),
    }),
  };
}

function toPartCells({ allDay, service, steps }: ReportPart, { hours }: ReportFigures, { sayReason }: PaperContext) {
  const [cause] = allDay.causes;
  return {
    ...(cause && { mainCause: sayReason(cause.key), mainCauseIncidents: String(cause.incidents) }),
    stepsTried: String(steps.tried),
    stepsRecovered: String(steps.recovered),
    ...(service && hours && { serviceHours: `${hours.from}-${hours.to}`, ...toServiceCells(service) }),
  };
}

function toServiceCells(service: ReportMeasure) {
  const { availability, observed, down, unknown, maintenance, incidents } = toFigureCells(service);
  return {
    serviceAvailability: availability,
    serviceObserved: observed,
    serviceDown: down,
    serviceUnknown: unknown,
    serviceMaintenance: maintenance,
    serviceIncidents: incidents,
    serviceLongest: toSecondsOrEmpty(service.longest),
  };
}

/** To the millisecond. */
function toSeconds(milliseconds: number): string {
  return String(Math.round(milliseconds) / 1_000);
}

function toSecondsOrEmpty(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "" : toSeconds(milliseconds);
}

/** Twelve digits: a second that one of 64 streams was down in a month is seen, and no trace of binary fractions. */
function toPercent(share: number): string {
  return String(Number((100 * share).toPrecision(12)));
}

/** 2026-01-08 21:34:56 */
function toSecond(time: number): string {
  return `${formatMinute(new Date(time).toISOString()).slice(0, "2026-01-08".length)} ${formatSecond(time)}`;
}
