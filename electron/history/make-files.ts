import { monthWindow } from "../../shared/report-month.ts";
import type { Report } from "../../shared/report/report-api.ts";
import { makeReportFiles } from "../report/make-report-files.ts";
import type { FilesMade, FilesQuestion } from "./history-protocol.ts";

/** Something of the month, or of one before, is kept: else there is nothing to report, not even that nobody looked. */
export function isKnownMonth({ month, statistics: { firstDay } }: Report): boolean {
  return firstDay !== undefined && firstDay < monthWindow(month).to;
}

/** The report's files, as they go to the host. */
export async function makeFiles(report: Report, question: FilesQuestion): Promise<FilesMade> {
  if (!isKnownMonth(report)) return { isKnown: false, files: [] };
  const files = await makeReportFiles(report, question);
  return {
    isKnown: true,
    files: files.map(({ name, content }) => {
      const isText = typeof content === "string";
      return { name, isText, content: isText ? content : Buffer.from(content).toString("base64") };
    }),
  };
}
