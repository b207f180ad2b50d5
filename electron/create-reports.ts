import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { chooseLanguage } from "../shared/choose-language.ts";
import type { HostStatus } from "../shared/host-status.ts";
import type { ReportsApi } from "../shared/report/report-api.ts";
import type { Settings } from "../shared/settings.ts";
import type { AlarmService } from "./alarms/alarm-service.ts";
import type { AlarmClock } from "./alarms/create-system-clock.ts";
import { apiError } from "./api-error.ts";
import type { History } from "./history/create-history.ts";
import { createReportWriter } from "./report/create-report-writer.ts";
import type { ReportWriterOptions } from "./report/create-report-writer.ts";

export interface ReportsOptions extends Pick<ReportWriterOptions, "dataDir" | "now" | "log"> {
  history: Pick<History, "makeReport">;
  settings: () => Pick<Settings, "language">;
  version: string;
  /** How far central has got; absent where there is none. */
  status?: () => Pick<HostStatus, "delivery">;
  clock: Pick<AlarmClock, "setTimer">;
  alarms: Pick<AlarmService, "setFindings">;
}

export interface Reports {
  api: ReportsApi;
  close(): void;
}

/** The reports that are written by themselves, and the calls with which a page lists and reads them. */
export function createReports(options: ReportsOptions): Reports {
  const { history, settings, version, status, now, clock, alarms } = options;
  const writer = createReportWriter({
    ...options,
    setTimer: clock.setTimer,
    onFindings: (findings) => alarms.setFindings("report", findings),
    async makeFiles(month) {
      const language = chooseLanguage(settings().language, new Intl.DateTimeFormat().resolvedOptions().locale);
      const asked = { month, language, version, hostName: hostname(), createdAt: now() };
      const { isKnown, files } = await history.makeReport({ ...asked, ...(status && { delivery: status().delivery }) });
      if (!isKnown) return undefined;
      return files.map(({ name, content, isText }) => ({ name, content: isText ? content : Buffer.from(content, "base64") }));
    },
  });
  return {
    api: {
      listReports: writer.list,
      async readReportFile({ name }) {
        const { folder } = await writer.list();
        const content = await readFile(join(folder, name)).catch((error: Error) => {
          throw apiError("unavailable", error.message);
        });
        return { content: content.toString("base64") };
      },
    },
    close: writer.close,
  };
}
