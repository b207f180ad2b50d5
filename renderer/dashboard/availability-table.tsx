import { useState } from "react";
import type { ReactNode } from "react";
import type { Statistics, StreamFigures } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { KindMark } from "./kind-mark.tsx";
import type { LinkToLogs } from "./log-links.ts";
import { moveInTable } from "./move-in-table.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { sayAvailability, sayLines, sayTimeBetweenFailures } from "../ui/say-figure.ts";
import { FIRST_SORTING, SORT_COLUMNS, sortStreams } from "./sort-streams.ts";
import type { SortColumn } from "./sort-streams.ts";
import { TrendBars } from "./trend-bars.tsx";

interface AvailabilityTableProps {
  statistics: Statistics;
  /** Of this PC: which streams the settings have is known. */
  isOwn: boolean;
  link: LinkToLogs;
  nameStream: NameStream;
}

/** Every stream's figures, worst first. Where nothing was observed there is no figure. Each row is one stop of Tab; arrow keys lead to its cells. */
export function AvailabilityTable({ statistics, isOwn, link, nameStream }: AvailabilityTableProps) {
  const { texts, formats } = useI18n();
  const { column: names, availability: say } = texts.dashboard;
  const [sorting, setSorting] = useState(FIRST_SORTING);
  const sortBy = (column: SortColumn) =>
    setSorting((present) => ({ column, isDescending: present.column === column ? !present.isDescending : isWorseWhenMore(column) }));
  const order = (column: SortColumn) => (sorting.column !== column ? "none" : sorting.isDescending ? "descending" : "ascending");
  return (
    <div className="data-table availability-table" role="group" aria-label={say.title} tabIndex={0}>
      <table role="grid">
        <caption className="unseen">{say.title}</caption>
        <thead>
          <tr>
            {SORT_COLUMNS.map((column) => (
              <th key={column} scope="col" aria-sort={order(column)}>
                <button type="button" onClick={() => sortBy(column)}>
                  {names[column]}
                  <span className="sort-mark" aria-hidden="true">
                    {{ none: "", ascending: "▲", descending: "▼" }[order(column)]}
                  </span>
                </button>
              </th>
            ))}
            <th scope="col">{names.trend}</th>
          </tr>
        </thead>
        <tbody onKeyDown={moveInTable}>
          {sortStreams(statistics, sorting, { nameStream, formats }).map((stream) => (
            <StreamRow key={stream.streamId} {...{ stream, statistics, isOwn, link, nameStream }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StreamRow({ stream, statistics, isOwn, link, nameStream }: AvailabilityTableProps & { stream: StreamFigures }) {
  const words = useI18n();
  const { texts, formats } = words;
  const { availability: say } = texts.dashboard;
  const { streamId, server, repair, state } = stream;
  const lines = statistics.lines?.streams[streamId];
  const toLog = link({ stream: streamId });
  const toOutages = link({ stream: streamId, outages: {} });
  const sayRepair = (time: number | undefined) => (time === undefined ? say.none : formats.duration(time));
  const cell = (href: string, content: ReactNode, column?: string) => (
    <td data-column={column}>
      <a href={href} tabIndex={-1}>
        {content}
      </a>
    </td>
  );
  return (
    <tr data-state={state} data-stream={streamId}>
      <th scope="row">
        <KindMark kind={state} />
        <span className="unseen">{texts.dashboard.kind[state]}</span>
        <a href={toLog}>{nameStream(streamId)}</a>
        {isOwn && !stream.isConfigured && <span className="hint"> {say.removed}</span>}
      </th>
      {cell(link({ server }), server)}
      {cell(toLog, sayAvailability(stream.availability, words), "availability")}
      {cell(toOutages, formats.count(stream.incidents), "incidents")}
      {cell(toLog, sayLines(lines, statistics.lines, words), "lines")}
      {cell(toLog, sayTimeBetweenFailures(stream, words), "betweenFailures")}
      {cell(toOutages, sayRepair(repair?.median), "repairMedian")}
      {cell(toOutages, sayRepair(repair?.p95), "repairP95")}
      {cell(repair ? toLongest(repair.longest) : toLog, sayRepair(repair?.longest), "longest")}
      {cell(toLog, formats.duration(stream.observed), "observed")}
      {cell(toLog, stream.unknown === 0 ? say.none : formats.duration(stream.unknown), "unknown")}
      {cell(toLog, <TrendBars trend={stream.trend} label={say.trend(nameStream(streamId))} />, "trend")}
    </tr>
  );

  /** The answer has the longest outages of all streams; one of the others is looked for. */
  function toLongest(length: number): string {
    const outage = statistics.longest.find(({ streamId: id, down }) => id === streamId && down === length);
    return link(outage ? { stream: streamId, from: outage.from, to: outage.to } : { stream: streamId, outages: { longerThan: length } });
  }
}

function isWorseWhenMore(column: SortColumn): boolean {
  return !["stream", "server", "availability", "betweenFailures", "observed"].includes(column);
}
