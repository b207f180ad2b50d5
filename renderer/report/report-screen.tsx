import { useEffect, useMemo, useState } from "react";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { buildPaper } from "../../shared/report/build-paper.ts";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { formatReportQuery, parseReportQuery } from "../ui/report-query.ts";
import { ReportPaper } from "./report-paper.tsx";
import { ReportToolbar } from "./report-toolbar.tsx";
import { useReport } from "./use-report.ts";
import { WrittenReportsLine } from "./written-reports.tsx";
import "../ui/screen.css";
import "./report.css";
import "../ui/paper.css";

interface ReportScreenProps {
  /** What is chosen, as it stands in the page's address. */
  query: string;
  onQuery: (query: string) => void;
}

/** A month on paper: looked at here, printed, saved. */
export function ReportScreen({ query: address, onQuery }: ReportScreenProps) {
  const { texts, language } = useI18n();
  const { report } = texts;
  const { connected, settings: state, host } = useReadyHost();
  const { settings } = state;
  const [now] = useState(Date.now);
  const query = useMemo(() => parseReportQuery(address, now), [address, now]);
  const { value, error, isCurrent, again } = useReport(query);
  useDocumentTitle(report.documentTitle(query.month));
  const shown = isCurrent ? value : undefined;
  const paper = useMemo(() => {
    if (!shown) return undefined;
    const { delivery, createdAt } = shown;
    const { hostName, version } = host;
    return buildPaper(shown.report, { language, settings, hostName, version, servers: query.servers, createdAt, delivery });
  }, [shown, language, settings, host, query]);
  return (
    <main className="with-toolbar paper-screen" aria-busy={!isCurrent && error === undefined}>
      <ReportToolbar
        {...{ query, shown, now }}
        firstDay={value?.report.statistics.firstDay}
        onChange={(next) => onQuery(formatReportQuery(next))}
      />
      <WrittenReportsLine month={query.month} />
      <div className="paper-desk" role="region" aria-label={report.title} tabIndex={0}>
        {!connected && (
          <p className="screen-notice" role="status">
            <SeverityIcon severity="warning" />
            {report.away}
          </p>
        )}
        {error !== undefined && (
          <p className="screen-notice" role="alert">
            <SeverityIcon severity="warning" />
            {texts.dashboard.failed}: {error}
            <button type="button" className="small" onClick={again}>
              {texts.logs.list.again}
            </button>
          </p>
        )}
        {!shown && error === undefined && (
          <p className="hint" role="status">
            {texts.start.loading}
          </p>
        )}
        {paper && <ReportPaper paper={paper} />}
      </div>
    </main>
  );
}

/** The PDF's title, and the name that a browser proposes for its file. */
function useDocumentTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
