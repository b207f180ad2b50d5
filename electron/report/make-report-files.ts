import type { Language } from "../../shared/choose-language.ts";
import type { DeliveryStatus } from "../../shared/host-status.ts";
import { buildPaper } from "../../shared/report/build-paper.ts";
import { makeCsvFiles, nameReport } from "../../shared/report/make-csv-files.ts";
import { createPaperContext } from "../../shared/report/paper-context.ts";
import type { NamingSettings } from "../../shared/report/paper-context.ts";
import type { Report } from "../../shared/report/report-api.ts";

export interface ReportFile {
  name: string;
  content: string | Uint8Array;
}

export interface ReportFilesOptions {
  language: Language;
  settings: NamingSettings;
  /** This PC's, where the settings give it no name. */
  hostName: string;
  version: string;
  createdAt: number;
  /** How far central has got; absent where nobody knows. */
  delivery?: DeliveryStatus;
}

/** A month as files: the tables, and the paper last. */
export async function makeReportFiles(report: Report, options: ReportFilesOptions): Promise<ReportFile[]> {
  const { language, settings, hostName, createdAt } = options;
  const context = createPaperContext(language, settings, hostName);
  const subject = { month: report.month, site: settings.client.site, client: settings.client.name || hostName };
  const tables = makeCsvFiles(report, { subject, language, context });
  const paper = buildPaper(report, { ...options, servers: [] });
  const { drawPaper } = await import("./draw-paper.ts"); // once a month: nobody else reads PDFKit's code
  return [
    ...tables.map(({ name, text }) => ({ name, content: text })),
    { name: `${nameReport(report.month)}.pdf`, content: await drawPaper(paper, createdAt) },
  ];
}
