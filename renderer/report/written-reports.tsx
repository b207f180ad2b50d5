import { useEffect, useState } from "react";
import type { WrittenReports } from "../../shared/report/written-reports.ts";
import { useHostClient, useReadyHost } from "../api/api-context.tsx";
import { useSaveExport } from "../api/use-save-export.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SeverityIcon } from "../ui/severity-icon.tsx";

/** What the host has written of a month by itself, to be taken from here, and what went wrong with it. */
export function WrittenReportsLine({ month }: { month: string }) {
  const { texts, formats } = useI18n();
  const { written: say } = texts.report;
  const { api, pinGate } = useHostClient();
  const { connected } = useReadyHost();
  const saved = useSaveExport();
  const [found, setFound] = useState<WrittenReports>();
  useEffect(() => {
    if (!connected) return;
    api.listReports({}).then(setFound, () => undefined); // of a host that goes away the screen says so
  }, [api, connected, month]);

  async function save(name: string): Promise<void> {
    if (!(await pinGate.pass())) return;
    await saved.run(async () => {
      const { content } = await api.readReportFile({ name });
      const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
      return { file: new Blob([bytes]), report: { kind: "report", file: name, query: month } };
    });
  }

  const files: Record<string, string> = say.file;
  const report = found?.reports.find((each) => each.month === month);
  const failure = found?.failure?.month === month ? found.failure : undefined;
  if (!report && !failure) return null;
  return (
    <div className="report-written" role="group" aria-label={say.label}>
      {failure && (
        <span role="alert">
          <SeverityIcon severity="warning" />
          {say.failed(formats.moment(failure.since), failure.message)}
        </span>
      )}
      {report && (
        <span title={found?.folder}>
          {say.at(formats.moment(report.at))}
          {report.files.map(({ name }) => (
            <button key={name} type="button" className="small" onClick={() => void save(name)}>
              {files[/-(\w+)\.csv$/.exec(name)?.[1] ?? ""] ?? "PDF"}
            </button>
          ))}
        </span>
      )}
      {saved.error !== undefined && <span role="alert">{say.notSaved(saved.error)}</span>}
    </div>
  );
}
