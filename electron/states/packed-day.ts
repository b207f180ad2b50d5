import { crc32 } from "node:zlib";
import type { Reason } from "../../shared/reasons.ts";
import type { Outage, StreamTimeline } from "../../shared/statistics/build-timelines.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { joinTimelines } from "../../shared/statistics/join-timelines.ts";

/** The timelines of a day, column by column: a tenth of what they take as objects. Times are milliseconds from the day's begin. */
export interface PackedDay {
  streams: string[];
  servers: string[];
  /** For each stream where its outages end in the columns below; those of the next one follow. */
  downEnds: Uint32Array;
  downFrom: Uint32Array;
  downTo: Uint32Array;
  /** Checksums of their ids; 0: none. They need to differ from those beside them only: figures ask which outages are one incident. */
  incidents: Uint32Array;
  /** Places in `reasonNames`. */
  reasons: Uint8Array;
  reasonNames: (Reason | undefined)[];
  unknownEnds: Uint32Array;
  unknownFrom: Uint32Array;
  unknownTo: Uint32Array;
}

export function packDay(timelines: readonly StreamTimeline[], { from }: Interval): PackedDay {
  const down = timelines.flatMap((timeline) => timeline.down);
  const unknown = timelines.flatMap((timeline) => timeline.unknown);
  const reasonNames = [...new Set(down.map(({ reason }) => reason))];
  const places = new Map(reasonNames.map((reason, place) => [reason, place]));
  return {
    streams: timelines.map(({ streamId }) => streamId),
    servers: timelines.map(({ server }) => server),
    downEnds: listEnds(timelines.map((timeline) => timeline.down)),
    downFrom: Uint32Array.from(down, (outage) => outage.from - from),
    downTo: Uint32Array.from(down, (outage) => outage.to - from),
    incidents: Uint32Array.from(down, ({ incidentId }) => (incidentId === undefined ? 0 : 1 + (crc32(String(incidentId)) >>> 2))),
    reasons: Uint8Array.from(down, ({ reason }) => places.get(reason)!),
    reasonNames,
    unknownEnds: listEnds(timelines.map((timeline) => timeline.unknown)),
    unknownFrom: Uint32Array.from(unknown, (interval) => interval.from - from),
    unknownTo: Uint32Array.from(unknown, (interval) => interval.to - from),
  };
}

function listEnds(lists: readonly (readonly unknown[])[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(lists, ({ length }) => (end += length));
}

/** The timelines of days that follow each other, one stream at a time, in the order of their ids. */
export function* joinDays(days: readonly { window: Interval; packed: PackedDay }[]): Generator<StreamTimeline, void> {
  const places = days.map(({ packed }) => new Map(packed.streams.map((id, place) => [id, place])));
  const ids = new Set(days.flatMap(({ packed }) => packed.streams));
  for (const id of [...ids].sort()) {
    const parts = days.map(({ window, packed }, n) => {
      const place = places[n]!.get(id);
      return { window, timelines: place === undefined ? [] : [unpackTimeline(packed, place, window)] };
    });
    yield* joinTimelines(parts);
  }
}

function unpackTimeline(packed: PackedDay, place: number, { from }: Interval): StreamTimeline {
  const down: Outage[] = [];
  for (let at = packed.downEnds[place - 1] ?? 0; at < packed.downEnds[place]!; at++) {
    const outage: Outage = { from: from + packed.downFrom[at]!, to: from + packed.downTo[at]! };
    const reason = packed.reasonNames[packed.reasons[at]!];
    if (packed.incidents[at]) outage.incidentId = packed.incidents[at];
    if (reason) outage.reason = reason;
    down.push(outage);
  }
  const unknown: Interval[] = [];
  for (let at = packed.unknownEnds[place - 1] ?? 0; at < packed.unknownEnds[place]!; at++)
    unknown.push({ from: from + packed.unknownFrom[at]!, to: from + packed.unknownTo[at]! });
  return { streamId: packed.streams[place]!, server: packed.servers[place]!, down, unknown };
}
