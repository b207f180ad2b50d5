import { lengthOf, uniteIntervals } from "../statistics/intervals.ts";
import type { Interval } from "../statistics/intervals.ts";
import { correct, CHANCE_OF_A_KIND, poissonTail } from "./chance.ts";
import { CLOSE, orderOnsets } from "./order-onsets.ts";
import { LEAST_COUNT } from "./pattern-finding.ts";
import type { WatchedStream } from "./watch-stream.ts";

/** Moments with less than that in between are one: two cameras in a bad hour meet often, and it says the same each time. */
export const EPISODE = 600_000;
/** So many times as often as by chance. */
const LEAST_LIFT = 10;

/** Two streams, by their places, that meet more often than two strangers. */
export interface Pair {
  a: number;
  b: number;
  count: number;
  chance: number;
}

/** The surest first; `questions` is the number of pairs there are. */
export function findPairs(streams: readonly WatchedStream[], questions: number): Pair[] {
  const { times, owners } = orderOnsets(streams);
  const size = streams.length;
  const met = new Uint32Array(size * size);
  const last = new Float64Array(size * size).fill(-Infinity);
  for (let n = 0; n < times.length; n++) {
    const [time, owner] = [times[n]!, owners[n]!];
    for (let before = n - 1; before >= 0 && time - times[before]! <= CLOSE; before--) {
      const other = owners[before]!;
      if (other === owner) continue;
      const pair = Math.min(owner, other) * size + Math.max(owner, other);
      if (time - last[pair]! > EPISODE) met[pair]!++;
      last[pair] = time;
    }
  }
  const pairs: Pair[] = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const together = met[a * size + b]!;
      if (together < LEAST_COUNT) continue;
      const expected = expectMeetings(streams[a]!, streams[b]!);
      if (expected === undefined) continue;
      const chance = correct(poissonTail(together, expected), questions);
      if (together > LEAST_LIFT * expected && chance <= CHANCE_OF_A_KIND) pairs.push({ a, b, count: together, chance });
    }
  }
  return pairs.sort((one, other) => one.chance - other.chance || other.count - one.count);
}

/**
 * How often two streams that know nothing of each other begin within CLOSE. Undefined where one of them never failed while both were
 * observed: nobody can say then, and 0 would make certain whatever is more.
 */
export function expectMeetings(a: WatchedStream, b: WatchedStream): number | undefined {
  // Who plays on one wall is mostly unobserved at the same times: then each begin lies outside of them.
  const isSame = isSameList(a.unobserved, b.unobserved);
  const unobserved = isSame ? a.unobserved : uniteIntervals([...a.unobserved, ...b.unobserved]);
  const { from, to } = a.window;
  const observed = to - from - lengthOf(unobserved);
  const countOf = (stream: WatchedStream) => (isSame ? stream.onsets.length : countOutside(stream, unobserved));
  const product = countOf(a) * countOf(b);
  return product === 0 ? undefined : (product * 2 * CLOSE) / observed;
}

function isSameList(a: readonly Interval[], b: readonly Interval[]): boolean {
  return a.length === b.length && a.every(({ from, to }, n) => from === b[n]!.from && to === b[n]!.to);
}

function countOutside({ onsets }: WatchedStream, united: readonly Interval[]): number {
  let [count, next] = [0, 0];
  for (const { from } of onsets) {
    while (next < united.length && united[next]!.to <= from) next++;
    if (next === united.length || united[next]!.from > from) count++;
  }
  return count;
}

/** Begins with the surest pair; whoever pairs with at least half of a group's members belongs to it. */
export function joinPairs(pairs: readonly Pair[]): { places: number[]; inner: Pair[] }[] {
  const partners = new Map<number, Map<number, Pair>>();
  const partnersOf = (place: number) => partners.get(place) ?? partners.set(place, new Map()).get(place)!;
  for (const pair of pairs) {
    partnersOf(pair.a).set(pair.b, pair);
    partnersOf(pair.b).set(pair.a, pair);
  }
  const taken = new Set<number>();
  const groups: { places: number[]; inner: Pair[] }[] = [];
  for (const { a, b } of pairs) {
    if (taken.has(a) || taken.has(b)) continue;
    const places = [a, b];
    for (;;) {
      const known = (place: number) => places.filter((member) => partnersOf(place).has(member)).length;
      const near = [...new Set(places.flatMap((member) => [...partnersOf(member).keys()]))];
      const next = near
        .filter((place) => !taken.has(place) && !places.includes(place) && 2 * known(place) >= places.length)
        .sort((one, other) => known(other) - known(one) || one - other)[0];
      if (next === undefined) break;
      places.push(next);
    }
    for (const place of places) taken.add(place);
    groups.push({ places, inner: pairs.filter((pair) => places.includes(pair.a) && places.includes(pair.b)) });
  }
  return groups;
}
