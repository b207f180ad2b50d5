/** A room that is watched by several PCs, second by second: what each of them sees of each stream, and the lines that its journal has of it. */
import type { Reason } from "../../shared/reasons.ts";
import { ALIVE_INTERVAL, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { StateChangeRecord, StateRecord } from "../../shared/state-line.ts";
import { createSeededRandom, pickInteger } from "../torture/seeded-random.ts";

export interface RoomOptions {
  /** Unix milliseconds, a whole second. */
  from: number;
  days: number;
  pcs: number;
  streams: number;
  seed: number;
}

/** What a PC sees in a second: an outage's number and more, or one of these. */
export const UNKNOWN = -1;
export const UP = 0;

export interface RoomStream {
  id: string;
  server: string;
  /** For each PC what it sees in each second. */
  views: Int16Array[];
}

export interface Room {
  seconds: number;
  streams: RoomStream[];
  /** For each PC its journal's lines, by its own clock. */
  journals: StateRecord[][];
  reasonOf: (incident: number) => Reason;
}

interface Span {
  /** Seconds from the room's beginning. */
  from: number;
  to: number;
}

/** Of a PC: the app ran, its clock was so many milliseconds behind. */
interface Run extends Span {
  offset: number;
  isClosed: boolean;
  page: string;
  /** The page says nothing for so long. */
  silences: Span[];
}

const REASONS = ["no_stream", "refused", "stalled_no_packets", "ice_failed"] as const satisfies Reason[];
const HOUR = 3_600;
/** Journals begin so long before the room's time: what holds then was said within this. */
export const LEAD = 2 * HOUR;

export const pcName = (pc: number): string => `pc-${String(pc + 1).padStart(2, "0")}`;

/** Only a plan of spans and random numbers: nothing of the product decides what is seen. */
export function planRoom({ from, days, pcs, streams, seed }: RoomOptions): Room {
  const random = createSeededRandom(seed);
  const seconds = days * 24 * HOUR;
  const runs = Array.from({ length: pcs }, (_, pc) => planRuns(random, seconds, pc));
  const journals = runs.map((list) => list.flatMap((run) => signsOf(run, from)));
  const planned = Array.from({ length: streams }, (_, stream): RoomStream => {
    const id = `cam-${String(stream + 1).padStart(3, "0")}`;
    const server = `10.0.0.${1 + (stream % 3)}:8889`;
    const views = runs.map((list) => watch(list, seconds));
    let incident = 0;
    const hide = (pc: number, span: Span, number: number): void => {
      for (let at = Math.max(0, span.from + LEAD); at < Math.min(seconds + LEAD, span.to + LEAD); at++)
        if (views[pc]![at] !== UNKNOWN) views[pc]![at] = number;
    };
    for (let at = pickInteger(random, 0, 6 * HOUR); at < seconds; at += pickInteger(random, HOUR, 12 * HOUR)) {
      const length = random() < 0.3 ? pickInteger(random, 1, 90) : pickInteger(random, 90, 2 * HOUR);
      const parts = [{ from: at, to: at + length }];
      // It comes back for a moment: for some the same incident, for others a new one.
      if (random() < 0.5) parts.push({ from: at + length + pickInteger(random, 40, 110), to: at + 2 * length + 120 });
      const alone = random() < 0.3 ? pickInteger(random, 0, pcs - 1) : undefined;
      for (let pc = 0; pc < pcs; pc++) {
        if (alone !== undefined && alone !== pc) continue;
        incident += 1;
        for (const [n, part] of parts.entries()) {
          if (n > 0 && random() < 0.4) incident += 1;
          hide(pc, { from: part.from + pickInteger(random, 0, 2), to: part.to + pickInteger(random, 0, 45) }, incident);
        }
      }
    }
    for (const [pc, list] of runs.entries())
      for (const run of list)
        for (const line of changesOf(views[pc]!, run, { random, from, id, server, salt: `${stream}-${pc}` })) journals[pc]!.push(line);
    return { id, server, views: views.map((view) => view.subarray(LEAD)) };
  });
  return { seconds, streams: planned, journals, reasonOf };
}

const reasonOf = (incident: number): Reason => REASONS[incident % REASONS.length]!;

/** Off for a while now and then, at the end of a run closed or cut off; the clock is set while it is off. */
function planRuns(random: () => number, seconds: number, pc: number): Run[] {
  const runs: Run[] = [];
  // The room's power fails: then nobody knows.
  const cut = Math.floor(seconds * 0.4);
  for (let at = -LEAD; at < seconds;) {
    const long = Math.min(seconds + 600, at + 30 * pickInteger(random, 240, 4_000));
    const isCut = at < cut && long > cut;
    const to = isCut ? at + 30 * Math.floor((cut - at) / 30) : long;
    const isClosed = random() < 0.5;
    const silences: Span[] = [];
    for (let quiet = at + 30 * pickInteger(random, 20, 400); quiet + 2_000 < to; quiet += 30 * pickInteger(random, 100, 2_000))
      silences.push({ from: quiet, to: quiet + 30 * pickInteger(random, 4, 30) });
    runs.push({ from: at, to, offset: pickInteger(random, -90_000, 90_000), isClosed, page: `page-${pc}-${runs.length}`, silences });
    at = to + pickInteger(random, 600, 4 * HOUR);
    if (at >= cut - 60 && at < cut + HOUR) at = cut + HOUR + pickInteger(random, 0, 600);
  }
  return runs;
}

function watch(runs: readonly Run[], seconds: number): Int16Array {
  const view = new Int16Array(seconds + LEAD).fill(UNKNOWN);
  for (const { from, to, silences } of runs) {
    view.fill(UP, from + LEAD, Math.max(0, to + LEAD));
    for (const silence of silences) view.fill(UNKNOWN, silence.from + LEAD, silence.to + LEAD);
  }
  return view;
}

/** By the PC's clock. */
const stamp = (base: number, second: number, { offset }: Run): string => new Date(base + second * 1_000 - offset).toISOString();

function signsOf(run: Run, base: number): StateRecord[] {
  const clockOffset = run.offset;
  const lines: StateRecord[] = [{ timestamp: stamp(base, run.from, run), event: "started", clockOffset }];
  for (let at = run.from; at <= run.to; at += ALIVE_INTERVAL / 1_000) {
    if (run.silences.some(({ from, to }) => at > from && at < to)) continue;
    lines.push({ timestamp: stamp(base, at, run), event: "alive", page: run.page, clockOffset });
  }
  if (run.isClosed) lines.push({ timestamp: stamp(base, run.to, run), event: "closed", clockOffset });
  return lines;
}

interface ChangeOptions {
  random: () => number;
  from: number;
  id: string;
  server: string;
  salt: string;
}

/** A line for each change, said again every hour; what is down is noticed late. */
function* changesOf(view: Int16Array, run: Run, { random, from: base, id, server, salt }: ChangeOptions): Generator<StateChangeRecord> {
  const end = Math.min(run.to, view.length - LEAD);
  for (let from = run.from, to = from; from < end; from = to) {
    const seen = view[from + LEAD]!;
    while (to < end && view[to + LEAD] === seen) to++;
    if (seen === UNKNOWN) continue;
    const cause = seen === UP ? {} : { incidentId: `${salt}-${String(seen).padStart(5, "0")}`, reason: reasonOf(seen) };
    const noticed = seen === UP ? from : Math.min(from + pickInteger(random, 0, 5), to);
    for (let at = noticed; at <= to; at += RESTATE_INTERVAL / 1_000) {
      yield {
        timestamp: stamp(base, at, run),
        streamId: id,
        state: seen === UP ? "up" : "down",
        since: stamp(base, from, run),
        ...cause,
        server,
        page: run.page,
        id: `${salt}-${from}-${at}`,
      };
    }
  }
}
