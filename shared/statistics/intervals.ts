/** Arithmetic of times: half-open, Unix milliseconds. */
export interface Interval {
  from: number;
  to: number;
}

/** In order, none touching another, none empty: what all others here take as `united`. */
export function uniteIntervals(intervals: readonly Interval[]): Interval[] {
  const united: Interval[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    if (from >= to) continue;
    const last = united.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else united.push({ from, to });
  }
  return united;
}

/** The parts within the window, with whatever else each one carries. */
export function clipIntervals<T extends Interval>(intervals: readonly T[], window: Interval): T[] {
  const clipped: T[] = [];
  for (const interval of intervals) {
    const from = Math.max(interval.from, window.from);
    const to = Math.min(interval.to, window.to);
    if (from < to) clipped.push(from === interval.from && to === interval.to ? interval : { ...interval, from, to });
  }
  return clipped;
}

/** What is left of `intervals` (in order of `from`; they may overlap) outside of the `united` holes. */
export function subtractIntervals<T extends Interval>(intervals: readonly T[], united: readonly Interval[]): T[] {
  if (united.length === 0) return [...intervals];
  const left: T[] = [];
  let first = 0;
  for (const interval of intervals) {
    while (first < united.length && united[first]!.to <= interval.from) first++;
    let { from } = interval;
    for (let i = first; i < united.length && united[i]!.from < interval.to; i++) {
      if (from < united[i]!.from) left.push({ ...interval, from, to: united[i]!.from });
      from = Math.max(from, united[i]!.to);
    }
    if (from < interval.to) left.push(from === interval.from ? interval : { ...interval, from });
  }
  return left;
}

/** Milliseconds altogether; of intervals that do not overlap. */
export function lengthOf(intervals: readonly Interval[]): number {
  let length = 0;
  for (const { from, to } of intervals) length += to - from;
  return length;
}

/** Index of the first element for which `isBeyond` holds, of a list in which it holds for all behind it; its length when there is none. */
export function findFirst(length: number, isBeyond: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBeyond(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
