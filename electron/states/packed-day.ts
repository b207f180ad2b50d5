import { crc32 } from "node:zlib";
import type { Reason } from "../../shared/reasons.ts";
import { RECOVERY_OUTCOMES, RECOVERY_STEPS } from "../../shared/state-line.ts";
import type { RecoveryLine, StateLine } from "../../shared/state-line.ts";
import type { Outage, StreamTimeline } from "../../shared/statistics/build-timelines.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { joinTimelines } from "../../shared/statistics/join-timelines.ts";
import type { StepTaken } from "../../shared/statistics/step-taken.ts";

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
  /** Steps of recovery: places in `stepStreams` and `stepServers`, in the lists of steps and of outcomes. */
  stepStreams: string[];
  stepServers: string[];
  stepAt: Uint32Array;
  stepStream: Uint16Array;
  stepServer: Uint16Array;
  stepIncident: Uint32Array;
  stepKind: Uint8Array;
  stepOutcome: Uint8Array;
  stepTook: Float64Array;
}

/** `lines`: those that the timelines were built of. */
export function packDay(timelines: readonly StreamTimeline[], lines: readonly StateLine[], day: Interval): PackedDay {
  const { from } = day;
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
    incidents: Uint32Array.from(down, ({ incidentId }) => (incidentId === undefined ? 0 : sumUp(incidentId))),
    reasons: Uint8Array.from(down, ({ reason }) => places.get(reason)!),
    reasonNames,
    unknownEnds: listEnds(timelines.map((timeline) => timeline.unknown)),
    unknownFrom: Uint32Array.from(unknown, (interval) => interval.from - from),
    unknownTo: Uint32Array.from(unknown, (interval) => interval.to - from),
    ...packSteps(lines, day),
  };
}

const sumUp = (incidentId: string | number): number => 1 + (crc32(String(incidentId)) >>> 2);

function packSteps(lines: readonly StateLine[], { from, to }: Interval) {
  const steps = new Map<string, RecoveryLine>();
  for (const line of lines) if (line.kind === "recovery" && line.at >= from && line.at < to) steps.set(line.id, line);
  const taken = [...steps.values()].sort((a, b) => a.at - b.at);
  const stepStreams = [...new Set(taken.map(({ streamId }) => streamId))];
  const stepServers = [...new Set(taken.map(({ server }) => server))];
  const streamPlaces = new Map(stepStreams.map((name, place) => [name, place]));
  const serverPlaces = new Map(stepServers.map((name, place) => [name, place]));
  return {
    stepStreams,
    stepServers,
    stepAt: Uint32Array.from(taken, ({ at }) => at - from),
    stepStream: Uint16Array.from(taken, ({ streamId }) => streamPlaces.get(streamId)!),
    stepServer: Uint16Array.from(taken, ({ server }) => serverPlaces.get(server)!),
    stepIncident: Uint32Array.from(taken, ({ incidentId }) => sumUp(incidentId)),
    stepKind: Uint8Array.from(taken, ({ step }) => RECOVERY_STEPS.indexOf(step)),
    stepOutcome: Uint8Array.from(taken, ({ outcome }) => RECOVERY_OUTCOMES.indexOf(outcome)),
    stepTook: Float64Array.from(taken, ({ took }) => took),
  };
}

/** The steps of days that follow each other, in order. */
export function* listSteps(days: readonly { window: Interval; packed: PackedDay }[]): Generator<StepTaken, void> {
  for (const { window, packed } of days) {
    for (let n = 0; n < packed.stepAt.length; n++) {
      yield {
        at: window.from + packed.stepAt[n]!,
        streamId: packed.stepStreams[packed.stepStream[n]!]!,
        server: packed.stepServers[packed.stepServer[n]!]!,
        incidentId: packed.stepIncident[n]!,
        step: RECOVERY_STEPS[packed.stepKind[n]!]!,
        outcome: RECOVERY_OUTCOMES[packed.stepOutcome[n]!]!,
        took: packed.stepTook[n]!,
      };
    }
  }
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
