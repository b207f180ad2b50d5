import { findFirst } from "../statistics/intervals.ts";
import type { Interval } from "../statistics/intervals.ts";
import { listHourEdges } from "../statistics/local-buckets.ts";

const MINUTE = 60_000;

/** The local clock of a window: what it shows, in milliseconds since it would have shown 1970-01-01 00:00, a Thursday. */
export interface WallClock {
  read(time: number): number;
  /** A span of time as this clock shows it: in parts where it is put forward or back within. */
  visit(interval: Interval, visit: (from: number, to: number) => void): void;
}

/** A job at 02:00 stays at 02:00 when summer time begins. Asking Date for every moment takes a hundred times as long. */
export function createWallClock(window: Interval): WallClock {
  const spans: { from: number; offset: number }[] = [];
  for (const from of listHourEdges(window)) {
    const offset = -new Date(from).getTimezoneOffset() * MINUTE;
    if (spans.at(-1)?.offset !== offset) spans.push({ from, offset });
  }
  const spanAt = (time: number) => Math.max(0, findFirst(spans.length, (n) => spans[n]!.from > time) - 1);
  return {
    read: (time) => time + spans[spanAt(time)]!.offset,
    visit({ from, to }, visit) {
      for (let n = spanAt(from), begin = from; begin < to; n++) {
        const end = Math.min(to, spans[n + 1]?.from ?? to);
        visit(begin + spans[n]!.offset, end + spans[n]!.offset);
        begin = end;
      }
    },
  };
}
