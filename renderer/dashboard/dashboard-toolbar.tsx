import type { Statistics } from "../../shared/statistics-api.ts";
import { serverOf } from "../../shared/whep-url.ts";
import { useReadyHost } from "../api/api-context.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { ChoiceMenu } from "../ui/choice-menu.tsx";
import { formatReportQuery } from "../ui/report-query.ts";
import type { DashboardQuery } from "./dashboard-query.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { RangeBar } from "./range-bar.tsx";

interface DashboardToolbarProps {
  query: DashboardQuery;
  statistics: Statistics | undefined;
  nameStream: NameStream;
  onChange: (query: DashboardQuery) => void;
}

/** What is looked at: time, servers, streams. */
export function DashboardToolbar({ query, statistics, nameStream, onChange }: DashboardToolbarProps) {
  const { texts, formats } = useI18n();
  const { dashboard } = texts;
  const { settings } = useReadyHost().settings;
  const serverNames = new Map(settings.servers.map(({ name, whepBaseUrl }) => [serverOf(whepBaseUrl), name]));
  const seen = statistics?.streams ?? [];
  const streams = unite(
    settings.streams.map(({ id }) => id),
    seen.map(({ streamId }) => streamId),
    query.streams,
  );
  const servers = unite(
    [...serverNames.keys()],
    seen.map(({ server }) => server),
    query.servers,
  );
  const nameServer = (server: string) => (serverNames.get(server) ? `${serverNames.get(server)} (${server})` : server);
  const sayChosen = (chosen: readonly string[], name: (value: string) => string, words: { all: string; some: (count: string) => string }) =>
    chosen.length === 0 ? words.all : chosen.length === 1 ? name(chosen[0]!) : words.some(formats.count(chosen.length));
  return (
    <header className="screen-toolbar dashboard-toolbar">
      <h1>{dashboard.title}</h1>
      <RangeBar range={query.range} onChange={(range) => onChange({ ...query, range })} />
      <ChoiceMenu
        label={texts.logs.facet.server}
        says={sayChosen(query.servers, nameServer, dashboard.servers)}
        clearLabel={dashboard.servers.all}
        options={servers.map((value) => ({ value, name: nameServer(value) }))}
        chosen={query.servers}
        onChange={(chosen) => onChange({ ...query, servers: chosen })}
      />
      <ChoiceMenu
        label={texts.logs.facet.stream}
        says={sayChosen(query.streams, nameStream, dashboard.streams)}
        clearLabel={dashboard.streams.all}
        options={streams.map((value) => ({ value, name: nameStream(value) }))}
        chosen={query.streams}
        onChange={(chosen) => onChange({ ...query, streams: chosen })}
      />
      {query.folder === "" && (
        <a className="report-link" href={`#/report?${formatReportQuery({ ...monthOf(query), servers: query.servers })}`}>
          {texts.report.title}
        </a>
      )}
    </header>
  );
}

/** Of another time the report takes the last month that is over. */
function monthOf({ range }: DashboardQuery): { month?: string } {
  return range.kind === "month" ? { month: range.month } : {};
}

function unite(...lists: readonly string[][]): string[] {
  return [...new Set(lists.flat())].filter((value) => value !== "");
}
