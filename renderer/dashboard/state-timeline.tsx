import { useState } from "react";
import type { KeyboardEvent } from "react";
import type { Statistics, StreamFigures, TimelinePiece } from "../../shared/statistics-api.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { chooseTicks, labelTicks } from "../ui/choose-ticks.ts";
import { DataTable } from "./data-table.tsx";
import { KindMark } from "./kind-mark.tsx";
import { listOutages, MOST_ROWS } from "./list-outages.ts";
import type { LinkToLogs } from "./log-links.ts";
import type { NameStream } from "../../shared/name-stream.ts";
import { Panel } from "./panel.tsx";
import { sayReason } from "../ui/say-figure.ts";
import { TimelineRow } from "./timeline-row.tsx";

interface StateTimelineProps {
  statistics: Statistics;
  link: LinkToLogs;
  nameStream: NameStream;
}

/** The piece under the mouse or reached by keys. */
interface Spot {
  stream: StreamFigures;
  piece: number;
}

const KINDS = ["down", "unknown", "maintenance", "up"] as const;

/** What each stream was, and when. Up is grey: what was not stands out. */
export function StateTimeline({ statistics, link, nameStream }: StateTimelineProps) {
  const words = useI18n();
  const { texts, formats } = words;
  const { timeline: say, kind: kinds, asTable, asTableOf } = texts.dashboard;
  const { from, to, streams } = statistics;
  const [isTable, setIsTable] = useState(false);
  const [hovered, setHovered] = useState<Spot>();
  const [reached, setReached] = useState<Spot>();
  const window = { from, to };

  const sayPiece = (stream: StreamFigures, { kind, from: start, to: end, reason }: TimelinePiece) => {
    const span = `${formats.moment(start)} – ${formats.moment(end)} (${formats.duration(end - start)})`;
    const why = kind === "down" ? [say.because(sayReason(reason, words))] : [];
    return [nameStream(stream.streamId), kinds[kind], span, ...why].join(", ");
  };
  const open = ({ stream, piece }: Spot) => {
    const { from: start, to: end } = stream.timeline[piece]!;
    location.hash = link({ stream: stream.streamId, from: start, to: end });
  };

  function onKeyDown(event: KeyboardEvent, row: number): void {
    const stream = streams[row]!;
    const present = reached?.stream.streamId === stream.streamId ? reached.piece : stream.timeline.length - 1;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const rows = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) setReached({ stream, piece: Math.max(0, Math.min(stream.timeline.length - 1, present + step)) });
    else if (rows !== undefined) {
      const next = streams[Math.max(0, Math.min(streams.length - 1, row + rows))]!;
      setReached({ stream: next, piece: next.timeline.length - 1 });
      document.getElementById(rowId(next.streamId))?.focus();
    } else if (event.key === "Enter") open({ stream, piece: present });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const ticks = chooseTicks(from, to, 14);
  const labels = labelTicks(ticks);
  const shown = hovered ?? reached;
  const shownPiece = shown?.stream.timeline[shown.piece];
  const down = streams.filter(({ timeline }) => timeline.some(({ kind }) => kind === "down")).length;
  const summary = say.summary(formats.count(streams.length), formats.count(down));
  const outages = isTable ? listOutages(statistics, { words, link, nameStream }) : undefined;
  const says = shown && shownPiece ? sayPiece(shown.stream, shownPiece) : summary;
  return (
    <Panel
      title={say.title}
      className="wide"
      controls={
        <button
          type="button"
          className="small"
          aria-pressed={isTable}
          aria-label={asTableOf(say.title)}
          onClick={() => setIsTable(!isTable)}
        >
          {asTable}
        </button>
      }
    >
      <div className="panel-line">
        <p className="panel-says">
          {outages && outages.total > MOST_ROWS ? say.cut(formats.count(MOST_ROWS), formats.count(outages.total)) : says}
        </p>
        <ul className="kind-legend">
          {KINDS.map((kind) => (
            <li key={kind}>
              <KindMark kind={kind} /> {kinds[kind]}
            </li>
          ))}
        </ul>
      </div>
      {outages ? (
        <DataTable caption={say.title} table={outages} />
      ) : (
        <div className="timeline" onPointerLeave={() => setHovered(undefined)}>
          <div className="timeline-rows">
            {streams.map((stream, row) => (
              <TimelineRow
                key={stream.streamId}
                id={rowId(stream.streamId)}
                window={window}
                pieces={stream.timeline}
                name={nameStream(stream.streamId)}
                href={link({ stream: stream.streamId })}
                isFirst={reached ? reached.stream.streamId === stream.streamId : row === 0}
                marked={reached?.stream.streamId === stream.streamId ? reached.piece : undefined}
                says={(piece) => sayPiece(stream, piece)}
                onKeyDown={(event) => onKeyDown(event, row)}
                onHover={(piece) => setHovered(piece === undefined ? undefined : { stream, piece })}
                onOpen={(piece) => open({ stream, piece })}
                onBlur={() => setReached(undefined)}
              />
            ))}
          </div>
          <div className="timeline-axis" aria-hidden="true">
            {ticks.map((tick, n) => (
              <span key={tick} style={{ left: `${((tick - from) / (to - from)) * 100}%` }}>
                <i>{labels[n]}</i>
              </span>
            ))}
          </div>
        </div>
      )}
    </Panel>
  );
}

function rowId(streamId: string): string {
  return `timeline-${streamId}`;
}
