import type { ChartPoint } from "./figure.ts";

const STEPS: Partial<Record<string, [column: number, row: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The point (its number) that a key leads to; undefined: not a key of a chart. The first key leads to the first point. */
export function movePoint(points: readonly ChartPoint[], present: number | undefined, key: string): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return points.length - 1;
  const step = STEPS[key];
  if (!step) return undefined;
  const from = present === undefined ? undefined : points[present];
  if (present === undefined || !from) return 0;
  const [column, row] = step;
  let best = present;
  let bestDistance = Infinity;
  for (const [n, point] of points.entries()) {
    const along = (point.column - from.column) * column + (point.row - from.row) * row;
    if (along <= 0) continue;
    const aside = Math.abs((point.column - from.column) * row) + Math.abs((point.row - from.row) * column);
    // Right and left find the nearest column; up and down stay in theirs.
    if (column === 0 && aside > 0) continue;
    const distance = along * 1_000 + aside;
    if (distance < bestDistance) [best, bestDistance] = [n, distance];
  }
  return best;
}
