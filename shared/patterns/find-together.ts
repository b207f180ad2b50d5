import type { Incident } from "../statistics/find-incidents.ts";
import { EPISODE, expectMeetings, findPairs, joinPairs } from "./find-pairs.ts";
import type { Pair } from "./find-pairs.ts";
import { leaveOutServers } from "./leave-out-servers.ts";
import { CLOSE } from "./order-onsets.ts";
import { LEAST_COUNT } from "./pattern-finding.ts";
import type { WatchedStream } from "./watch-stream.ts";

/** The pairs of more are too many for the memory of a wall: of those that fail most often. */
const MOST_STREAMS = 512;

/** Streams that begin to fail together. */
export interface Group {
  members: WatchedStream[];
  /** So many moments would come by chance, at most. */
  expected: number;
  /** Of the pair for which it is greatest, after the correction for all pairs. */
  chance: number;
  /** Each time at which at least half of them, and two, began to fail. */
  moments: Incident[][];
}

/**
 * Groups of streams, none in two. A pair is tested by how often both began within CLOSE against a Poisson count with the mean that two
 * independent streams have in the time in which both were observed; corrected for all pairs of streams with enough incidents (Bonferroni).
 * What is a whole server's failure is left out, since the settings know who hangs on which server; so is a group whose streams the
 * settings have at one site already. `questions` is the number of pairs that were tested.
 */
export function findTogether(
  streams: readonly WatchedStream[],
  siteOf: (streamId: string) => string,
): { groups: Group[]; questions: number; leftOut: number } {
  const failing = leaveOutServers(streams)
    .filter(({ onsets }) => onsets.length >= LEAST_COUNT)
    .sort((a, b) => b.onsets.length - a.onsets.length);
  const watched = failing.slice(0, MOST_STREAMS);
  const questions = (watched.length * (watched.length - 1)) / 2;
  const leftOut = failing.length - watched.length;
  const pairs = findPairs(watched, questions);
  const groups = joinPairs(pairs)
    .map(({ places, inner }) =>
      describeGroup(
        places.map((place) => watched[place]!),
        inner,
      ),
    )
    .filter(({ members, moments }) => moments.length >= LEAST_COUNT && !isOneSite(members.map(({ streamId }) => siteOf(streamId))));
  return { groups, questions, leftOut };
}

function isOneSite(sites: readonly string[]): boolean {
  return sites[0] !== "" && sites.every((site) => site === sites[0]);
}

function describeGroup(members: WatchedStream[], inner: readonly Pair[]): Group {
  const least = Math.max(2, Math.ceil(members.length / 2));
  const begins = members.flatMap(({ onsets }) => onsets).sort((a, b) => a.from - b.from);
  const moments: Incident[][] = [];
  let last = -Infinity;
  for (let n = 0; n < begins.length;) {
    const { from } = begins[n]!;
    let end = n;
    while (end < begins.length && begins[end]!.from - from <= CLOSE) end++;
    const those = begins.slice(n, end);
    if (new Set(those.map(({ streamId }) => streamId)).size < least) {
      n++;
      continue;
    }
    if (from - last > EPISODE) moments.push(those);
    last = those.at(-1)!.from;
    n = end;
  }
  return {
    members,
    moments,
    expected: expectMoments(members),
    chance: Math.max(...inner.map(({ chance }) => chance)),
  };
}

/** At most: a moment is a meeting of any two of them. */
function expectMoments(members: readonly WatchedStream[]): number {
  let sum = 0;
  for (const [n, a] of members.entries()) for (const b of members.slice(n + 1)) sum += expectMeetings(a, b) ?? 0;
  return sum;
}
