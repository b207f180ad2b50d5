import { hostname } from "node:os";
import { join } from "node:path";
import { chooseLanguage } from "../../shared/choose-language.ts";
import { OWN_LOGS } from "../../shared/log-facets.ts";
import type { LogIndex } from "../../shared/log-api.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Collector } from "../collector/create-collector.ts";
import { createSharedReaders } from "../history/create-shared-readers.ts";
import { isKnownMonth } from "../history/make-files.ts";
import { readReport } from "../history/read-report.ts";
import { createReportWriter } from "../report/create-report-writer.ts";
import type { ReportWriter, ReportWriterOptions } from "../report/create-report-writer.ts";
import { makeReportFiles } from "../report/make-report-files.ts";

export interface CollectorReportsOptions extends Pick<ReportWriterOptions, "dataDir" | "now" | "setTimer" | "log"> {
  /** Names, sites, maintenance and service hours, as far as the collector's settings file has them. */
  settings: Settings;
  version: string;
  alarms: Pick<Collector, "setFindings">;
}

/** Lines are what PCs write, not what the streams did: a collector with gigabytes of them counts none for a report. */
const NOT_COUNTED: LogIndex = { source: OWN_LOGS, state: "unavailable", bytesDone: 0, bytesTotal: 0, lines: 0 };

/** A room's monthly report, from what all PCs have sent, written by itself as a client writes its own. */
export function createCollectorReports({ settings, version, alarms, ...options }: CollectorReportsOptions): ReportWriter {
  const { dataDir, now } = options;
  const readers = createSharedReaders({ dataDirs: [dataDir], indexDirectory: join(dataDir, "index") });
  return createReportWriter({
    ...options,
    onFindings: (findings) => alarms.setFindings("report", findings),
    async makeFiles(month) {
      const context = {
        shared: await readers.open(OWN_LOGS, undefined),
        now: now(),
        signal: new AbortController().signal,
        countLines: () => Promise.resolve(undefined),
        index: () => NOT_COUNTED,
        alarmFolders: [join(dataDir, "logs", "alarms")],
      };
      const report = await readReport({ month, settings }, context);
      if (!isKnownMonth(report)) return undefined;
      const language = chooseLanguage(settings.language, new Intl.DateTimeFormat().resolvedOptions().locale);
      return makeReportFiles(report, { language, settings, version, hostName: hostname(), createdAt: now() });
    },
  });
}
