import { monthWindow } from "../../shared/report-month.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { NameStream } from "../../shared/name-stream.ts";
import { CauseSection } from "./cause-section.tsx";
import { DaySection } from "./day-section.tsx";
import { HourSection } from "./hour-section.tsx";
import { OutageSection } from "./outage-section.tsx";
import { PaperHead } from "./paper-head.tsx";
import { QualitySection } from "./quality-section.tsx";
import type { ReportQuery } from "../ui/report-query.ts";
import { StreamSection } from "./stream-section.tsx";
import { summarizeReport } from "./summarize-report.ts";
import type { ReportData } from "./use-report.ts";

interface ReportPaperProps {
  query: ReportQuery;
  data: ReportData;
  nameStream: NameStream;
}

/** The report as it is printed. */
export function ReportPaper({ query, data, nameStream }: ReportPaperProps) {
  const { statistics, createdAt } = data;
  const words = useI18n();
  const { empty, summary, definition } = words.texts.report;
  const isSoFar = statistics.to < monthWindow(query.month).to;
  const isEmpty = statistics.whole.streams === 0;
  return (
    <article className="report-paper" data-month={query.month}>
      <PaperHead query={query} statistics={statistics} createdAt={createdAt} isSoFar={isSoFar} />
      {isEmpty ? (
        <section className="paper-empty">
          <h2>{empty.title}</h2>
          <p>{empty.text}</p>
        </section>
      ) : (
        <>
          <p className="paper-summary" role="note" aria-label={summary.label}>
            {summarizeReport(statistics, words, nameStream)}
          </p>
          <div className="paper-note" role="note" aria-label={definition.label}>
            <p>{definition.incident}</p>
            <p>{definition.unknown}</p>
          </div>
          <StreamSection statistics={statistics} nameStream={nameStream} />
          <CauseSection statistics={statistics} />
          <OutageSection statistics={statistics} nameStream={nameStream} />
          <DaySection statistics={statistics} />
          <HourSection statistics={statistics} />
        </>
      )}
      <QualitySection data={data} />
    </article>
  );
}
