import type { Statistics } from "../../shared/statistics-api.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { formatMinute, formatOffset } from "../../shared/format-time.ts";
import { toDay } from "../ui/log-query.ts";
import type { ReportQuery } from "../ui/report-query.ts";

interface PaperHeadProps {
  query: ReportQuery;
  statistics: Statistics;
  createdAt: number;
  /** The month is not over. */
  isSoFar: boolean;
}

/** What the report is about, and who made it when. */
export function PaperHead({ query, statistics: { from, to }, createdAt, isSoFar }: PaperHeadProps) {
  const { texts, formats } = useI18n();
  const { heading, soFar, head } = texts.report;
  const { host, settings } = useReadyHost();
  const { name, site } = settings.settings.client;
  const toMinute = (time: number) => formatMinute(new Date(time).toISOString());
  const facts: [string, string][] = [
    [head.site, site],
    [head.client, name || host.hostName],
    [head.period, head.between(toDay(from), isSoFar ? toMinute(to) : toDay(to - 1), formatOffset(from))],
    [head.servers, query.servers.length === 0 ? texts.dashboard.servers.all : query.servers.join(", ")],
    [head.created, toMinute(createdAt)],
    [head.version, `${texts.appName} ${host.version}`],
  ];
  return (
    <header>
      <h1>
        {heading(formats.month(query.month))}
        {isSoFar && <span className="paper-so-far">{soFar(toMinute(to))}</span>}
      </h1>
      <dl className="paper-facts">
        {facts
          .filter(([, value]) => value !== "")
          .map(([title, value]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </header>
  );
}
