import type { Statistics, StreamFigures } from "../statistics-api.ts";
import type { TimeSums } from "../statistics/partition.ts";
import type { ReportMeasure } from "./measure-part.ts";
import type { ReportFigures, ReportPart, SitePart, StreamPart } from "./measure-report.ts";
import type { PaperColumn, PaperRow, PaperSection } from "./paper.ts";
import { NO_FIGURE } from "./paper-context.ts";
import type { PaperContext } from "./paper-context.ts";

/** Every stream's figures around the clock, worst first. */
export function buildStreamSection({ streams, whole, lines }: Statistics, context: PaperContext): PaperSection {
  const { words, formats, nameStream, sayAvailability, sayLines, sayTime } = context;
  const { column, section, all, none, noIncident } = words;
  const sayTimes = ({ up, down, unknown, maintenance }: TimeSums) => [sayTime(up + down), sayTime(unknown), sayTime(maintenance)];
  const sayBetween = ({ meanTimeBetweenFailures: mean }: StreamFigures) => (mean === undefined ? noIncident : formats.duration(mean));
  const sayRepairs = ({ repair, observed }: StreamFigures) =>
    [repair?.median, repair?.p95, repair?.longest].map((time) =>
      time === undefined ? (observed > 0 ? none : NO_FIGURE) : formats.duration(time),
    );
  const rows = streams.map((stream) => ({
    key: stream.streamId,
    cells: [
      { text: nameStream(stream.streamId), small: stream.server },
      sayAvailability(stream.availability),
      stream.observed > 0 ? formats.count(stream.incidents) : NO_FIGURE,
      sayLines(lines?.streams[stream.streamId], lines),
      ...sayTimes(stream),
      stream.observed > 0 ? sayBetween(stream) : NO_FIGURE,
      ...sayRepairs(stream),
    ],
  }));
  const total: PaperRow = {
    key: "all streams",
    kind: "total",
    cells: [
      all,
      sayAvailability(whole.availability),
      formats.count(whole.incidents),
      sayLines(lines?.total, lines),
      ...sayTimes(whole),
      ...["between", "median", "p95", "longest"].map(() => ""),
    ],
  };
  const columns = ["availability", "incidents", "lines", "observed", "unknown", "maintenance", "betweenFailures", "repairMedian", "repairP95", "longest"] as const; // prettier-ignore
  return makeSection("streams", section.streams, {
    columns: [{ title: column.stream, isText: true }, ...columns.map((name) => ({ title: column[name] }))],
    rows: [...rows, total],
  });
}

/** Sites and all together, for whole days and for service hours where there are such. */
export function buildSiteSection(figures: ReportFigures, context: PaperContext): PaperSection {
  const { words, formats } = context;
  const { column, section, all, noSite } = words;
  const rowsOf = (key: string, name: string, streams: number, part: ReportPart, kind?: PaperRow["kind"]): PaperRow[] =>
    listMeasures(part, figures, context).map(({ hours, measure }, n) => ({
      key: n === 0 ? key : `${key} service`,
      ...(kind && n === 0 && { kind }),
      cells: [
        n === 0 ? name : "",
        n === 0 ? formats.count(streams) : "",
        ...(figures.hours ? [hours] : []),
        ...sayMeasure(measure, context),
      ],
    }));
  const isNamed = figures.sites.some(({ site }) => site !== "");
  const rows = isNamed
    ? figures.sites.flatMap((part: SitePart) => rowsOf(`site ${part.site}`, part.site || noSite, part.streams, part))
    : [];
  return makeSection("sites", section.sites, {
    columns: [
      { title: column.site, isText: true },
      { title: column.cameras },
      ...(figures.hours ? [{ title: column.hours, isText: true }] : []),
      ...measureColumns(context),
    ],
    rows: [...rows, ...rowsOf("all sites", all, figures.streams.length, figures.whole, isNamed ? "total" : undefined)],
  });
}

/** Each stream by its site: service hours where there are such, what it failed of, and how often it was mended by itself. */
export function buildDetailSection(figures: ReportFigures, context: PaperContext): PaperSection {
  const { words, formats, nameStream } = context;
  const { column, section, recovered, none } = words;
  const sayRecovery = ({ steps }: StreamPart) =>
    steps.tried === 0 ? none : recovered(formats.count(steps.recovered), formats.count(steps.tried));
  const serviceColumns: PaperColumn[] = figures.hours ? measureColumns(context) : [{ title: column.mainCause, isText: true }];
  const sayService = ({ allDay, service }: StreamPart) => (service ? sayMeasure(service, context) : [sayMainCause(allDay, context)]);
  const { hours } = figures;
  return makeSection("details", hours ? `${section.details} (${words.hours.between(hours.from, hours.to)})` : section.details, {
    columns: [{ title: column.stream, isText: true }, ...serviceColumns, { title: column.recovery }],
    rows: figures.streams.map((stream) => ({
      key: stream.streamId,
      cells: [{ text: nameStream(stream.streamId), small: stream.site || stream.server }, ...sayService(stream), sayRecovery(stream)],
    })),
  });
}

function listMeasures({ allDay, service }: ReportPart, { hours }: ReportFigures, { words }: PaperContext) {
  const whole = { hours: words.hours.allDay, measure: allDay };
  return service && hours ? [whole, { hours: words.hours.service, measure: service }] : [whole];
}

function measureColumns({ words: { column } }: PaperContext): PaperColumn[] {
  const titles = [column.availability, column.incidents, column.down, column.longest, column.unknown];
  return [...titles.map((title) => ({ title })), { title: column.mainCause, isText: true }];
}

function sayMeasure(measure: ReportMeasure, context: PaperContext): string[] {
  const { formats, sayAvailability, sayTime } = context;
  const { availability, incidents, down, longest, unknown, observed } = measure;
  return [
    sayAvailability(availability),
    observed > 0 ? formats.count(incidents) : NO_FIGURE,
    observed > 0 ? sayTime(down) : NO_FIGURE,
    observed > 0 ? sayTime(longest ?? 0) : NO_FIGURE,
    sayTime(unknown),
    sayMainCause(measure, context),
  ];
}

function sayMainCause({ causes: [cause] }: ReportMeasure, { words, formats, sayReason }: PaperContext): string {
  return cause ? words.mainCause(sayReason(cause.key), formats.count(cause.incidents)) : "";
}

function makeSection(name: string, title: string, table: { columns: PaperColumn[]; rows: PaperRow[] }): PaperSection {
  return { title, name, parts: [{ kind: "table", table: { label: title, name, ...table } }] };
}
