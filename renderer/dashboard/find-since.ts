import type { Statistics, StreamFigures } from "../../shared/statistics-api.ts";

/**
 * From when on a stream is what it is now. The last hour's answer knows no earlier moment than its own beginning; there the longer one
 * says it, where it looked until then. `isAtLeast`: nobody knows, only that it is no later.
 */
export function findSince(stream: StreamFigures, now: Statistics, longer: Statistics | undefined): { since: number; isAtLeast: boolean } {
  if (stream.since > now.from) return { since: stream.since, isAtLeast: false };
  const before = longer?.streams.find(({ streamId }) => streamId === stream.streamId);
  if (!longer || !before || before.state !== stream.state || longer.to < now.from) return { since: now.from, isAtLeast: true };
  return { since: before.since, isAtLeast: before.since <= longer.from };
}
