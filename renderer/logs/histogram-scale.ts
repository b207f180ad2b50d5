import type { LogHistogram } from "../../shared/log-api.ts";
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

/** A bar for each part of the range, also where nothing is; `max`: records of the highest. Types that this version does not know count as the last one. */
export function makeBars({ from, until, width, types }: LogHistogram): { bars: Bar[]; max: number } {
  const start = Date.parse(from);
  const length = Math.round((Date.parse(until) - start) / width);
  const known = new Set<string>(ERROR_TYPES);
  const others = Object.keys(types).filter((type) => !known.has(type));
  const countOf = (type: ErrorType, at: number) =>
    (types[type]?.[at] ?? 0) + (type === "unknown" ? others.reduce((sum, other) => sum + (types[other]?.[at] ?? 0), 0) : 0);
  const columns = Array.from({ length }, (_, at) => ERROR_TYPES.map((type) => ({ type, count: countOf(type, at) })));
  const sums = columns.map((column) => column.reduce((sum, { count }) => sum + count, 0));
  const max = Math.max(0, ...sums);
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
