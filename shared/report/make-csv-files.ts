import type { Language } from "../choose-language.ts";
import { buildActsCsv, buildDaysCsv, buildSitesCsv, buildStreamsCsv } from "../report-csv.ts";
import type { ReportSubject } from "../report-csv.ts";
import { REPORT_LABELS } from "../report-labels.ts";
import type { PaperContext } from "./paper-context.ts";
import type { Report } from "./report-api.ts";

export interface CsvFile {
  name: string;
  text: string;
}

/** How the files of a month are called, before their endings. */
export function nameReport(month: string): string {
  return `mtx-watch-report-${month}`;
}

/** The month as tables. The streams' is the first: what is shown where no files are written. */
export function makeCsvFiles(report: Report, options: { subject: ReportSubject; language: Language; context: PaperContext }): CsvFile[] {
  const { subject, language, context } = options;
  const csv = { subject, labels: REPORT_LABELS[language], context };
  const name = nameReport(report.month);
  return [
    { name: `${name}-streams.csv`, text: buildStreamsCsv(report, csv) },
    { name: `${name}-sites.csv`, text: buildSitesCsv(report, csv) },
    { name: `${name}-days.csv`, text: buildDaysCsv(report, csv) },
    { name: `${name}-acts.csv`, text: buildActsCsv(report, csv) },
  ];
}
