import packageJson from "../../package.json" with { type: "json" };
import type { Language } from "../../shared/choose-language.ts";
import { buildPaper } from "../../shared/report/build-paper.ts";
import { makeCsvFiles, nameReport } from "../../shared/report/make-csv-files.ts";
import type { CsvFile } from "../../shared/report/make-csv-files.ts";
import { createPaperContext } from "../../shared/report/paper-context.ts";
import type { Report } from "../../shared/report/report-api.ts";
import type { ReportSubject } from "../../shared/report-csv.ts";
import type { Settings } from "../../shared/settings.ts";

/** One PC's month. */
export interface PcMonth {
  subject: ReportSubject;
  settings: Settings;
  report: Report;
}

/** Several PCs go under each other. The first file is what is shown where no files are written. */
export function makeCsv(months: readonly PcMonth[], language: Language): CsvFile[] {
  const files = months.map(({ subject, settings, report }) =>
    makeCsvFiles(report, { subject, language, context: createPaperContext(language, settings, subject.client) }),
  );
  return files[0]!.map(({ name }, n) => ({ name, text: joinTables(files.map((each) => each[n]!.text)) }));
}

/** The head of the first stands for all. */
function joinTables(tables: readonly string[]): string {
  return tables.map((table, n) => (n === 0 ? table : table.slice(table.indexOf("\r\n") + 2))).join("");
}

/** One object for each PC: the figures as the screens get them, times in milliseconds, shares from 0 to 1. */
export function makeJson(months: readonly PcMonth[]): CsvFile[] {
  const reports = months.map(({ subject, report: { statistics, figures, acts } }) => {
    const { index: _index, ...rest } = statistics;
    return { ...subject, ...rest, report: figures, acts };
  });
  return [{ name: `${nameReport(months[0]!.subject.month)}.json`, text: `${JSON.stringify(reports)}\n` }];
}

/** One PC's month on paper, as the app makes it by itself. */
export async function makePdf({ subject, settings, report }: PcMonth, language: Language): Promise<{ name: string; text: Uint8Array }> {
  const options = { language, settings, hostName: subject.client, version: packageJson.version, servers: [], createdAt: Date.now() };
  const { drawPaper } = await import("../report/draw-paper.ts"); // tables need none of PDFKit's code
  return { name: `${nameReport(subject.month)}.pdf`, text: await drawPaper(buildPaper(report, options), options.createdAt) };
}
