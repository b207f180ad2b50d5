import type { TimelinePiece } from "../../shared/statistics-api.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import type { KindOfTime } from "../../shared/statistics/partition.ts";

/** Of the drawing, which is stretched to its place. */
export const TIMELINE_WIDTH = 1_000;

/** Where a kind stands in the row's height, 0…1: kinds are told apart without colour, too. */
export const BANDS: Record<Exclude<KindOfTime, "unknown">, { top: number; height: number }> = {
  down: { top: 0, height: 1 },
  maintenance: { top: 0.25, height: 0.5 },
  up: { top: 0.32, height: 0.36 },
};

/** The outline of pieces, for one SVG path; each is at least one unit wide, so that it can be seen. */
export function drawPieces(pieces: readonly TimelinePiece[], { from, to }: Interval, { top, height } = BANDS.down): string {
  const scale = TIMELINE_WIDTH / (to - from);
  return pieces
    .map((piece) => {
      const width = Math.max(1, round((piece.to - piece.from) * scale));
      const x = Math.min(round((piece.from - from) * scale), TIMELINE_WIDTH - width);
      return `M${x} ${top}h${width}v${height}h-${width}z`;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The piece at a moment (its number); undefined outside. */
export function findPiece(pieces: readonly TimelinePiece[], time: number): number | undefined {
  const found = pieces.findIndex(({ from, to }) => from <= time && time < to);
  return found < 0 ? undefined : found;
}
