import { useState } from "react";
import type { Statistics, StreamFigures } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { KindMark } from "./kind-mark.tsx";
import type { LinkToLogs } from "./log-links.ts";
import type { NameStream } from "../ui/name-stream.ts";
import { sayAvailability, sayLines, sayTimeBetweenFailures } from "../ui/say-figure.ts";
import { FIRST_SORTING, SORT_COLUMNS, sortStreams } from "./sort-streams.ts";
import type { SortColumn } from "./sort-streams.ts";
import { TrendBars } from "./trend-bars.tsx";

interface AvailabilityTableProps {
  statistics: Statistics;
  link: LinkToLogs;
  nameStream: NameStream;
}

/** Every stream's figures, worst first. Where nothing was observed there is no figure. */
export function AvailabilityTable({ statistics, link, nameStream }: AvailabilityTableProps) {
  const { texts } = useI18n();
  const { column: names, availability: say } = texts.dashboard;
  const [sorting, setSorting] = useState(FIRST_SORTING);
  const sortBy = (column: SortColumn) =>
    setSorting((present) => ({ column, isDescending: present.column === column ? !present.isDescending : isWorseWhenMore(column) }));
  const order = (column: SortColumn) => (sorting.column !== column ? "none" : sorting.isDescending ? "descending" : "ascending");
  return (
    <div className="data-table availability-table" role="group" aria-label={say.title} tabIndex={0}>
      <table>
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
        <tbody>
          {sortStreams(statistics, sorting, nameStream).map((stream) => (
            <StreamRow key={stream.streamId} {...{ stream, statistics, link, nameStream }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StreamRow({ stream, statistics, link, nameStream }: AvailabilityTableProps & { stream: StreamFigures }) {
  const words = useI18n();
  const { texts, formats } = words;
  const { availability: say } = texts.dashboard;
  const { streamId, server, repair, state } = stream;
  const lines = statistics.lines?.streams[streamId];
  const href = link({ stream: streamId });
  const sayRepair = (time: number | undefined) => (time === undefined ? say.none : formats.duration(time));
  return (
    <tr data-state={state} data-stream={streamId}>
      <th scope="row">
        <KindMark kind={state} />
        <span className="unseen">{texts.dashboard.kind[state]}</span>
        <a href={href}>{nameStream(streamId)}</a>
        {!stream.isConfigured && <span className="hint"> {say.removed}</span>}
      </th>
      <td>
        <a href={link({ server })}>{server}</a>
      </td>
      <td data-column="availability">{sayAvailability(stream.availability, words)}</td>
      <td data-column="incidents">
        <a href={href} tabIndex={-1}>
          {formats.count(stream.incidents)}
        </a>
      </td>
      <td data-column="lines">
        <a href={href} tabIndex={-1}>
          {sayLines(lines, statistics.lines, words)}
        </a>
      </td>
      <td data-column="betweenFailures">{sayTimeBetweenFailures(stream, words)}</td>
      <td>{sayRepair(repair?.median)}</td>
      <td>{sayRepair(repair?.p95)}</td>
      <td>{sayRepair(repair?.longest)}</td>
      <td>{formats.duration(stream.observed)}</td>
      <td>{stream.unknown === 0 ? say.none : formats.duration(stream.unknown)}</td>
      <td>
        <TrendBars trend={stream.trend} label={say.trend(nameStream(streamId))} />
      </td>
    </tr>
  );
}

function isWorseWhenMore(column: SortColumn): boolean {
  return !["stream", "server", "availability", "betweenFailures", "observed"].includes(column);
}
