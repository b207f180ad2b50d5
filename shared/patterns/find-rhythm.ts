import type { RhythmPeriod } from "./pattern-finding.ts";
import type { WallClock } from "./wall-clock.ts";
import type { WatchedStream } from "./watch-stream.ts";

/** How a stream's incidents lie in a period. */
export interface RhythmTest {
  period: RhythmPeriod;
  /** Before any correction. */
  chance: number;
  /** Mean resultant length of the phases, 0 (anywhere) to 1 (all at the same moment). */
  concentration: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 1970 began on a Thursday; a week begins on Sunday. Whole days: days and hours stay where they are. */
const TO_SUNDAY = 4 * DAY;

/** In milliseconds, the longest first. */
export const LENGTH_OF_PERIOD = { week: 7 * DAY, day: DAY, hour: HOUR } as const satisfies Record<RhythmPeriod, number>;
export const RHYTHM_PERIODS = Object.keys(LENGTH_OF_PERIOD) as RhythmPeriod[];

/** Fewer incidents than these have no rhythm (controlroom 6.3). */
const LEAST_FOR_RHYTHM = 8;
/** Of each of the three periods, also where so few streams are asked that CHANCE_OF_A_KIND allows more (controlroom 6.3). */
const MOST_CHANCE = 0.001 / 3;

/**
 * Each period's test; none below LEAST_FOR_RHYTHM. Rayleigh's test (R = |Σe^{2πiu}|/n), with two changes, since histories are not what it supposes:
 * - A phase u is the share of the period's *exposure* that lies before it, not of its time. Where nobody watches at night failures come by
 *   day only; on that clock they lie anywhere, as they should.
 * - Incidents of one episode (a day, of the weekly period a week) are added up to one vector first, and each vector counts by its length: one bad
 *   afternoon with 30 incidents is one piece of evidence, not 30. Without it, 30 incidents of one afternoon are a daily rhythm.
 * The probability is Zar's (Biostatistical Analysis 27.4; e^{-nR²} is its limit for large n), n being Kish's effective number of vectors.
 */
export function testRhythm({ onsets, exposure }: WatchedStream, clock: WallClock): RhythmTest[] {
  if (onsets.length < LEAST_FOR_RHYTHM) return [];
  const times = Float64Array.from(onsets, ({ from }) => clock.read(from));
  return RHYTHM_PERIODS.map((period) => {
    const episode = Math.max(DAY, LENGTH_OF_PERIOD[period]);
    const phases = measurePhases(times, { exposure, clock, period });
    const whole = { x: 0, y: 0 };
    let [lengths, squares] = [0, 0];
    for (let n = 0; n < times.length;) {
      const day = Math.floor((times[n]! + TO_SUNDAY) / episode);
      let [x, y] = [0, 0];
      for (; n < times.length && Math.floor((times[n]! + TO_SUNDAY) / episode) === day; n++) {
        x += Math.cos(2 * Math.PI * phases[n]!);
        y += Math.sin(2 * Math.PI * phases[n]!);
      }
      whole.x += x;
      whole.y += y;
      lengths += Math.hypot(x, y);
      squares += x * x + y * y;
    }
    const sum = Math.hypot(whole.x, whole.y);
    const effective = (lengths * lengths) / squares;
    return { period, chance: chanceOf(sum / lengths, effective), concentration: sum / times.length };
  });
}

function chanceOf(resultant: number, count: number): number {
  return Math.exp(Math.sqrt(1 + 4 * count + 4 * count * count * (1 - resultant * resultant)) - (1 + 2 * count));
}

/**
 * So much of the concentration, and of the incidents, of the shorter period: what comes on four days of each week has less of a week's
 * concentration (0.56 of a day's), and of what comes on two or three days one weekday has less of the incidents.
 */
export const NEARLY = 0.6;

/**
 * What is said of a stream's tests, the first choice first; nothing when none stands. What comes once a week comes at the same time of the day,
 * too, and of the hour: the longest period is meant in which the incidents lie nearly as close, whether or not so few weeks would be enough by
 * themselves.
 */
export function rankRhythms(tests: readonly RhythmTest[], mostChance: number): RhythmTest[] {
  const standing = tests.filter(({ chance }) => chance <= Math.min(MOST_CHANCE, mostChance));
  if (standing.length === 0) return [];
  const most = Math.max(...standing.map(({ concentration }) => concentration));
  const chance = Math.min(...standing.map((test) => test.chance));
  return tests.filter(({ concentration }) => concentration >= NEARLY * most).map((test) => ({ ...test, chance })); // the longest comes first
}

/** Where in a period the incidents come. */
export interface RhythmArc {
  /** Milliseconds from the period's begin, by the clock on the wall. */
  at: number;
  within: number;
  /** Places of those within, among the onsets. */
  places: number[];
}

/** What is no more than that many times as dense as the whole tells nobody when to look. */
const LEAST_DENSITY = 4;
/** Nor does what holds less than that of the incidents. */
const LEAST_SHARE = 0.25;

/** The arc in which most more incidents come than LEAST_DENSITY times what chance lets expect; undefined where they do not lie so close. */
export function findArc(
  { onsets, exposure }: WatchedStream,
  { period, clock }: { period: RhythmPeriod; clock: WallClock },
): RhythmArc | undefined {
  const length = LENGTH_OF_PERIOD[period];
  const times = Float64Array.from(onsets, ({ from }) => clock.read(from));
  const phases = measurePhases(times, { exposure, clock, period });
  const order = Array.from(times, (_, n) => n).sort((a, b) => phases[a]! - phases[b]!);
  const count = order.length;
  // Twice around: an arc may lie across the period's begin.
  const expectBefore = (n: number) => LEAST_DENSITY * count * (phases[order[n % count]!]! + Math.floor(n / count));
  let best = { from: 0, to: 0, excess: -Infinity };
  let begin = { from: 0, excess: Infinity };
  for (let n = 0; n < 2 * count; n++) {
    const excess = n - expectBefore(n);
    if (excess < begin.excess) begin = { from: n, excess };
    if (excess + 1 - begin.excess > best.excess) best = { from: begin.from, to: n, excess: excess + 1 - begin.excess };
  }
  const places = Array.from({ length: best.to - best.from + 1 }, (_, n) => order[(best.from + n) % count]!);
  const onWall = (place: number) => modulo(times[place]! + TO_SUNDAY, length);
  const first = onWall(places[0]!);
  const width = modulo(onWall(places.at(-1)!) - first, length);
  if (places.length < LEAST_SHARE * count || width > length / LEAST_DENSITY) return undefined;
  return { at: modulo(first + width / 2, length), within: width / 2, places };
}

/** A minute of a day. */
const BINS = 1_440;

/** The share of the period's exposure that lies before each time (of the wall's clock), 0 to 1. */
function measurePhases(
  times: Float64Array,
  { exposure, clock, period }: { exposure: WatchedStream["exposure"]; clock: WallClock; period: RhythmPeriod },
): Float64Array {
  const length = LENGTH_OF_PERIOD[period];
  const width = length / BINS;
  const steps = new Float64Array(BINS + 1); // of the weight from one bin to the next
  const parts = new Float64Array(BINS); // of bins that are not exposed as a whole
  const addPiece = (from: number, to: number): void => {
    const [a, b] = [Math.min(BINS - 1, Math.floor(from / width)), Math.min(BINS - 1, Math.floor(to / width))];
    if (a === b) {
      parts[a]! += to - from;
      return;
    }
    parts[a]! += (a + 1) * width - from;
    parts[b]! += to - b * width;
    steps[a + 1]! += width;
    steps[b]! -= width;
  };
  for (const interval of exposure) {
    clock.visit(interval, (from, to) => {
      const begin = modulo(from + TO_SUNDAY, length);
      const end = begin + to - from;
      const cycles = Math.floor(end / length);
      if (cycles === 0) return addPiece(begin, end);
      addPiece(begin, length);
      steps[0]! += (cycles - 1) * width;
      addPiece(0, end - cycles * length);
    });
  }
  const before = new Float64Array(BINS + 1);
  let weight = 0;
  for (let bin = 0; bin < BINS; bin++) before[bin + 1] = before[bin]! + (weight += steps[bin]!) + parts[bin]!;
  const total = before[BINS]!;
  return times.map((time) => {
    const place = modulo(time + TO_SUNDAY, length) / width;
    const bin = Math.floor(place);
    return (before[bin]! + (place - bin) * (before[bin + 1]! - before[bin]!)) / total;
  });
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
