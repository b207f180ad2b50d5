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
    if (distinct < 2) continue;
    const all = streams.filter((stream, place) => within[place]! > 0 || isExposed(stream, times[n]!)).length;
    if (distinct < (all < 3 ? all : Math.max(3, WHOLE_SERVER * all))) continue;
    for (marked = Math.max(marked, first); marked <= n; marked++) isServers[owners[marked]!]!.add(times[marked]!);
  }
  return streams.map((stream, n) => ({ ...stream, onsets: stream.onsets.filter(({ from }) => !isServers[n]!.has(from)) }));
}

/** Who is down already, or was not watched, cannot begin to fail: a server with three dead cameras of ten is whole without them. */
function isExposed({ exposure }: WatchedStream, time: number): boolean {
  const next = exposure[findFirst(exposure.length, (n) => exposure[n]!.to > time)];
  return next !== undefined && next.from <= time;
}
