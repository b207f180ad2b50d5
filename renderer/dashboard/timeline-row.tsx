import type { KeyboardEvent, PointerEvent } from "react";
import type { TimelinePiece } from "../../shared/statistics-api.ts";
import type { KindOfTime } from "../../shared/statistics/partition.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { BANDS, drawPieces, findPiece, TIMELINE_WIDTH } from "./timeline-path.ts";

interface TimelineRowProps {
  id: string;
  window: Interval;
  pieces: readonly TimelinePiece[];
  name: string;
  /** Where the stream's name leads. */
  href: string;
  /** Tab leads here; the arrow keys lead on. */
  isFirst: boolean;
  /** The piece that the keys have reached. */
  marked: number | undefined;
  says: (piece: TimelinePiece) => string;
  onKeyDown: (event: KeyboardEvent) => void;
  onHover: (piece: number | undefined) => void;
  onOpen: (piece: number) => void;
  onBlur: () => void;
}

/** Drawn over each other: what was down hides nothing and is hidden by nothing. */
const KINDS = ["up", "maintenance", "down"] as const;

/** One stream's time from left to right: four paths, however many pieces there are. */
export function TimelineRow(props: TimelineRowProps) {
  const { id, window, pieces, name, href, isFirst, marked, says, onKeyDown, onHover, onOpen, onBlur } = props;
  const { from, to } = window;
  const piece = marked === undefined ? undefined : pieces[marked];
  const last = pieces.at(-1);
  const pieceAt = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return findPiece(pieces, from + ((event.clientX - left) / width) * (to - from));
  };
  const share = (time: number) => `${((time - from) / (to - from)) * 100}%`;
  return (
    <div className="timeline-row">
      <a className="timeline-name" href={href} tabIndex={isFirst ? 0 : -1} title={name}>
        {name}
      </a>
      <div
        id={id}
        className="timeline-pieces"
        role="slider"
        tabIndex={isFirst ? 0 : -1}
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, pieces.length - 1)}
        aria-valuenow={marked ?? Math.max(0, pieces.length - 1)}
        aria-valuetext={says(piece ?? last!)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        onPointerMove={(event) => onHover(pieceAt(event))}
        onClick={(event) => {
          const at = pieceAt(event as unknown as PointerEvent);
          if (at !== undefined) onOpen(at);
        }}
      >
        <svg viewBox={`0 0 ${TIMELINE_WIDTH} 1`} preserveAspectRatio="none" aria-hidden="true">
          {/* The row's own hatching shows where this leaves it open: time that nobody looked at. */}
          <path
            className="timeline-known"
            d={drawPieces(
              ofKind(pieces, (kind) => kind !== "unknown"),
              window,
            )}
          />
          {KINDS.map((kind) => (
            <path
              key={kind}
              data-kind={kind}
              d={drawPieces(
                ofKind(pieces, (each) => each === kind),
                window,
                BANDS[kind],
              )}
            />
          ))}
        </svg>
        {piece && (
          <span className="timeline-marked" style={{ left: share(piece.from), width: `calc(${share(piece.to)} - ${share(piece.from)})` }} />
        )}
      </div>
    </div>
  );
}

function ofKind(pieces: readonly TimelinePiece[], is: (kind: KindOfTime) => boolean): TimelinePiece[] {
  return pieces.filter(({ kind }) => is(kind));
}
