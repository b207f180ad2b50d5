/** The figures of a room by going through its seconds, one by one: nothing of the product's arithmetic is in here. */
import { UNKNOWN, UP } from "./plan-room.ts";
import type { RoomStream } from "./plan-room.ts";

export interface CountedStream {
  streamId: string;
  /** Seconds. */
  up: number;
  down: number;
  unknown: number;
  incidents: number;
  longest: number;
  /** Down seconds of each day. */
  days: number[];
  disagreements: { from: number; to: number; down: number[]; up: number[] }[];
}

const DAY = 86_400;
const PAUSE = 60;

export function countSeconds({ id, views }: RoomStream): CountedStream {
  const seconds = views[0]!.length;
  const counted: CountedStream = { streamId: id, up: 0, down: 0, unknown: 0, incidents: 0, longest: 0, days: [], disagreements: [] };
  /** One entry for each time in which nobody saw it: the incidents it was for somebody, and the seconds that somebody saw it before. */
  const gaps: { incidents: Set<string>; seconds: number; upBefore: number }[] = [];
  const missing = views.map(() => 0);
  const runs: { pc: number; from: number; to: number }[] = [];
  let upBefore = Infinity;
  let wasDown = false;
  const endMiss = (pc: number, to: number): void => {
    if (missing[pc]! >= PAUSE) runs.push({ pc, from: to - missing[pc]!, to });
    missing[pc] = 0;
  };
  for (let at = 0; at < seconds; at++) {
    let isUp = false;
    let isKnown = false;
    for (let pc = 0; pc < views.length; pc++) {
      const seen = views[pc]![at]!;
      if (seen === UP) isUp = true;
      if (seen !== UNKNOWN) isKnown = true;
    }
    const isDown = isKnown && !isUp;
    if (isUp) {
      counted.up++;
      upBefore++;
    } else if (isDown) {
      counted.down++;
      counted.days[Math.floor(at / DAY)] = (counted.days[Math.floor(at / DAY)] ?? 0) + 1;
      if (!wasDown) gaps.push({ incidents: new Set(), seconds: 0, upBefore });
      upBefore = 0;
      const gap = gaps.at(-1)!;
      gap.seconds++;
      for (const [pc, view] of views.entries()) if (view[at]! > UP) gap.incidents.add(`${pc} ${view[at]}`);
    } else counted.unknown++;
    wasDown = isDown;
    for (let pc = 0; pc < views.length; pc++) {
      if (isUp && views[pc]![at]! > UP) missing[pc]!++;
      else if (missing[pc]! > 0) endMiss(pc, at);
    }
  }
  for (const pc of views.keys()) endMiss(pc, seconds);
  countIncidents(gaps, counted);
  counted.disagreements = joinRuns(runs, views);
  return counted;
}

function countIncidents(gaps: { incidents: Set<string>; seconds: number; upBefore: number }[], counted: CountedStream): void {
  // Whatever shares an incident with another is the same one, and so is what shares one with that.
  for (let changed = true; changed;) {
    changed = false;
    for (const [n, gap] of gaps.entries()) {
      for (const other of gaps.slice(n + 1, n + 20)) {
        if (![...gap.incidents].some((incident) => other.incidents.has(incident))) continue;
        const size = gap.incidents.size + other.incidents.size;
        for (const incident of other.incidents) gap.incidents.add(incident);
        for (const incident of gap.incidents) other.incidents.add(incident);
        if (gap.incidents.size + other.incidents.size > size) changed = true;
      }
    }
  }
  let length = 0;
  for (const [n, { incidents, seconds, upBefore }] of gaps.entries()) {
    const isSame = n > 0 && upBefore <= PAUSE && [...incidents].some((incident) => gaps[n - 1]!.incidents.has(incident));
    if (!isSame) {
      counted.incidents++;
      length = 0;
    }
    length += seconds;
    counted.longest = Math.max(counted.longest, length);
  }
}

function joinRuns(runs: { pc: number; from: number; to: number }[], views: Int16Array[]): CountedStream["disagreements"] {
  const joined: { from: number; to: number; pcs: Set<number> }[] = [];
  for (const { pc, from, to } of runs.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.pcs.add(pc);
    } else joined.push({ from, to, pcs: new Set([pc]) });
  }
  return joined.map(({ from, to, pcs }) => {
    const up = [...views.keys()].filter((pc) => !pcs.has(pc) && views[pc]!.subarray(from, to).includes(UP));
    return { from, to, down: [...pcs].sort((a, b) => a - b), up };
  });
}
