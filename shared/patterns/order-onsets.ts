import type { WatchedStream } from "./watch-stream.ts";

/** Begins within so many milliseconds of each other are together (controlroom 6.1). */
export const CLOSE = 15_000;

export interface OrderedOnsets {
  times: Float64Array;
  /** Places in the list of streams. */
  owners: Uint16Array;
}

/** All begins of all streams in order. */
export function orderOnsets(streams: readonly WatchedStream[]): OrderedOnsets {
  const size = streams.length;
  const begin = Math.min(...streams.map(({ window }) => window.from));
  // Time and owner in one number: numbers in a typed array are sorted as such, some ten times as fast as with a comparison.
  const keys = new Float64Array(streams.reduce((sum, { onsets }) => sum + onsets.length, 0));
  let count = 0;
  for (const [owner, { onsets }] of streams.entries()) for (const { from } of onsets) keys[count++] = (from - begin) * size + owner;
  keys.sort();
  const owners = new Uint16Array(count);
  for (let n = 0; n < count; n++) {
    const time = Math.floor(keys[n]! / size);
    owners[n] = keys[n]! - time * size;
    keys[n] = begin + time;
  }
  return { times: keys, owners };
}
