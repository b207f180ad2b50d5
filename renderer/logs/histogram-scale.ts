import type { LogHistogram } from "../../shared/log-search.ts";
import { ERROR_TYPES } from "../../shared/reasons.ts";
import type { ErrorType } from "../../shared/reasons.ts";

export interface Bar {
  /** Unix milliseconds. */
  from: number;
  until: number;
  count: number;
  /** From the baseline up, each type's share of the graph's height, 0…1; empty ones left out. */
  parts: { type: ErrorType; from: number; height: number; count: number }[];
}

/** Types that this version does not know count as the last one. */
export function makeBars({ from, width, types }: LogHistogram): { bars: Bar[]; max: number } {
  const length = Math.max(0, ...Object.values(types).map((counts) => counts.length));
  const known = new Set<string>(ERROR_TYPES);
  const others = Object.keys(types).filter((type) => !known.has(type));
  const countOf = (type: ErrorType, at: number) =>
    (types[type]?.[at] ?? 0) + (type === "unknown" ? others.reduce((sum, other) => sum + (types[other]?.[at] ?? 0), 0) : 0);
  const columns = Array.from({ length }, (_, at) => ERROR_TYPES.map((type) => ({ type, count: countOf(type, at) })));
  const sums = columns.map((column) => column.reduce((sum, { count }) => sum + count, 0));
  const max = Math.max(1, ...sums);
  const start = Date.parse(from);
  const bars = columns.map((column, at) => {
    let base = 0;
    const parts = column.flatMap(({ type, count }) => {
      if (count === 0) return [];
      const part = { type, from: base / max, height: count / max, count };
      base += count;
      return [part];
    });
    return { from: start + at * width, until: start + (at + 1) * width, count: sums[at] ?? 0, parts };
  });
  return { bars, max };
}

const STEPS = [1, 5, 10, 30, 60, 180, 360, 720, 1_440, 2_880, 10_080, 43_200].map((minutes) => minutes * 60_000);

/** Moments for the axis, at most `most`: whole local minutes, hours or days. */
export function chooseTicks(from: number, until: number, most: number): number[] {
  const step = STEPS.find((each) => (until - from) / each <= most) ?? STEPS.at(-1)!;
  const offset = new Date(from).getTimezoneOffset() * 60_000;
  const ticks: number[] = [];
  for (let tick = Math.ceil((from - offset) / step) * step + offset; tick < until; tick += step) ticks.push(tick);
  return ticks.slice(0, most + 1);
}
