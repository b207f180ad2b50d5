import { useMemo } from "react";
import { useReadyHost } from "../api/api-context.tsx";
import { useLogSource } from "../api/use-log-source.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { EMPTY_QUERY, formatLogQuery } from "../ui/log-query.ts";
import { SeverityIcon } from "../ui/severity-icon.tsx";
import { SourceLine } from "../ui/source-line.tsx";
import { formatDashboardQuery, parseDashboardQuery } from "./dashboard-query.ts";
import { DashboardToolbar } from "./dashboard-toolbar.tsx";
import { EmptyDashboard } from "./empty-dashboard.tsx";
import { FigurePanels } from "./figure-panels.tsx";
import { createNameStream } from "../../shared/name-stream.ts";
import { OutagesDialog } from "./outages-dialog.tsx";
import { RightNow } from "./right-now.tsx";
import { useRememberedQuery } from "./use-remembered-query.ts";
import { useStatistics } from "./use-statistics.ts";
import "../ui/screen.css";
import "./dashboard.css";
import "./right-now.css";
import "./timeline.css";
import "./data-table.css";

interface DashboardScreenProps {
  /** What is chosen, as it stands in the page's address. */
  query: string;
  onQuery: (query: string, how?: { replace: boolean }) => void;
}

/** How often, since when, how long, why: the figures of the streams, each leading to the log that it counts. */
export function DashboardScreen({ query: address, onQuery }: DashboardScreenProps) {
  const { texts, formats } = useI18n();
  const { dashboard } = texts;
  const { connected, settings } = useReadyHost();
  const query = useMemo(() => parseDashboardQuery(address), [address]);
  // The list of outages is not what it opens with.
  useRememberedQuery(query.outages ? formatDashboardQuery({ ...query, outages: undefined }) : address, onQuery);
  const opened = useLogSource(query.folder);
  const source = "source" in opened ? opened.source : undefined;
  const { chosen, now, asOf, again } = useStatistics(query, source);
  const { streams: own } = settings.settings;
  const isOwn = query.folder === "";
  // Other PCs' logs know only ids: the same id may be another camera there.
  const streams = useMemo(() => (isOwn ? own : []), [isOwn, own]);
  const nameStream = useMemo(() => createNameStream(streams), [streams]);
  const statistics = chosen.value;
  const { error } = chosen;
  return (
    <main className="with-toolbar dashboard" aria-busy={!chosen.isCurrent && error === undefined && opened.phase !== "failed"}>
      <DashboardToolbar
        query={query}
        statistics={statistics}
        nameStream={nameStream}
        onChange={(next) => onQuery(formatDashboardQuery(next))}
      />
      {query.outages && statistics && source !== undefined && (
        <OutagesDialog
          choice={query.outages}
          onChoose={(outages) => onQuery(formatDashboardQuery({ ...query, outages }), { replace: true })}
          onClose={() => onQuery(formatDashboardQuery({ ...query, outages: undefined }), { replace: true })}
          {...{ query, source, statistics, nameStream }}
        />
      )}
      <div className="dashboard-body" tabIndex={-1}>
        {!isOwn && (
          <SourceLine
            folder={query.folder}
            source={opened}
            onBack={() => onQuery(formatDashboardQuery({ ...query, folder: "", streams: [], servers: [] }))}
            link={
              <a href={`#/logs?${formatLogQuery({ ...EMPTY_QUERY, range: { kind: "all" }, folder: query.folder })}`}>
                {dashboard.logsOfThese}
              </a>
            }
          />
        )}
        {!connected && (
          <p className="screen-notice" role="status">
            <SeverityIcon severity="warning" />
            {dashboard.away}
          </p>
        )}
        {error !== undefined && (
          <p className="screen-notice" role="alert">
            <SeverityIcon severity="warning" />
            {dashboard.failed}: {error}
            <button type="button" className="small" onClick={again}>
              {texts.logs.list.again}
            </button>
          </p>
        )}
        <div className="panels">
          {isOwn && <RightNow now={now.value} longer={statistics} asOf={asOf} nameStream={nameStream} />}
          {!statistics && error === undefined && opened.phase !== "failed" && (
            <p className="dashboard-loading hint" role="status">
              {texts.start.loading}
            </p>
          )}
          {statistics && statistics.whole.streams === 0 && (
            <EmptyDashboard hasStreams={!isOwn || streams.length > 0} firstDay={statistics.firstDay} />
          )}
          {statistics && statistics.whole.streams > 0 && <FigurePanels statistics={statistics} query={query} nameStream={nameStream} />}
        </div>
        {statistics && (
          <footer className="dashboard-foot hint">
            {dashboard.window(formats.moment(statistics.from), formats.moment(statistics.to))}
            {statistics.observers.length > 1 && ` · ${dashboard.observers(formats.count(statistics.observers.length))}`}
            {statistics.damaged > 0 && ` · ${dashboard.damaged(formats.count(statistics.damaged))}`}
            {!statistics.lines &&
              ` · ${statistics.index.state === "unavailable" ? texts.logs.index.unavailableShort : dashboard.linesLater}`}
          </footer>
        )}
      </div>
    </main>
  );
}
