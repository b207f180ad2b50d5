import { findFirst } from "../statistics/intervals.ts";
import { CLOSE, orderOnsets } from "./order-onsets.ts";
import type { WatchedStream } from "./watch-stream.ts";

/** That many of a server's streams, and three, are the server's failure; of fewer than three all (controlroom 6.1). */
const WHOLE_SERVER = 0.8;

/** The streams without the begins that were a whole server's. */
export function leaveOutServers(streams: readonly WatchedStream[]): WatchedStream[] {
  const servers = Map.groupBy(streams, ({ server }) => server);
  return [...servers.values()].flatMap((own) => (own.length < 2 ? own : leaveOutServer(own)));
}

function leaveOutServer(streams: readonly WatchedStream[]): WatchedStream[] {
  const { times, owners } = orderOnsets(streams);
  const isServers = streams.map(() => new Set<number>());
  const within = new Uint32Array(streams.length);
  let [first, distinct, marked] = [0, 0, 0];
  for (let n = 0; n < times.length; n++) {
    if (within[owners[n]!]!++ === 0) distinct++;
    for (; times[n]! - times[first]! > CLOSE; first++) if (--within[owners[first]!]! === 0) distinct--;
    if (distinct < 2 || !isWhole(distinct, streams, times[n]!)) continue;
    for (marked = Math.max(marked, first); marked <= n; marked++) isServers[owners[marked]!]!.add(times[marked]!);
  }
  return streams.map((stream, n) => ({ ...stream, onsets: stream.onsets.filter(({ from }) => !isServers[n]!.has(from)) }));
}

function isWhole(failing: number, streams: readonly WatchedStream[], time: number): boolean {
  if (failing < Math.min(3, streams.length)) return false;
  const observed = streams.filter(({ unobserved }) => {
    const next = unobserved[findFirst(unobserved.length, (n) => unobserved[n]!.to > time)];
    return next === undefined || next.from > time;
  });
  return failing >= (observed.length < 3 ? observed.length : Math.max(3, WHOLE_SERVER * observed.length));
}
