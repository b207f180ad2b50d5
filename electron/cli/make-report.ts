import { buildDaysCsv, buildStreamsCsv } from "../../shared/report-csv.ts";
import type { ReportSubject } from "../../shared/report-csv.ts";
import { REPORT_LABELS } from "../../shared/report-labels.ts";
import type { Language } from "../../shared/choose-language.ts";
import type { Statistics } from "../../shared/statistics-api.ts";
import { createNameStream } from "../../shared/name-stream.ts";
import type { Settings } from "../../shared/settings.ts";

/** One PC's month. */
export interface PcMonth {
  subject: ReportSubject;
  settings: Settings;
  statistics: Statistics;
}

export interface ReportFile {
  /** Its name goes on after the month. */
  end: string;
  text: string;
}

/** Several PCs go under each other. The first file is what is shown where no files are written. */
export function makeCsv(months: readonly PcMonth[], language: Language): ReportFile[] {
  const labels = REPORT_LABELS[language];
  return [
    {
      end: "-streams.csv",
      text: joinTables(
        months.map(({ subject, settings, statistics }) =>
          buildStreamsCsv(statistics, { subject, labels, nameStream: createNameStream(settings.streams) }),
        ),
      ),
    },
    { end: "-days.csv", text: joinTables(months.map(({ subject, statistics }) => buildDaysCsv(statistics, { subject, labels }))) },
  ];
}

/** The head of the first stands for all. */
function joinTables(tables: readonly string[]): string {
  return tables.map((table, n) => (n === 0 ? table : table.slice(table.indexOf("\r\n") + 2))).join("");
}

/** One object for each PC: the figures as the screens get them, times in milliseconds, shares from 0 to 1. */
export function makeJson(months: readonly PcMonth[]): ReportFile[] {
  const reports = months.map(({ subject, statistics: { index: _index, ...figures } }) => ({ ...subject, ...figures }));
  return [{ end: ".json", text: `${JSON.stringify(reports)}\n` }];
}
