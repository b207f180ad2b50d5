import type { Reason } from "../reasons.ts";
import type { Outage } from "./build-timelines.ts";
import { findFirst } from "./intervals.ts";
import type { Interval } from "./intervals.ts";
import type { Partition } from "./partition.ts";

/** What every figure counts: one failure of a stream, however many attempts and lines it made. */
export interface Incident extends Interval {
  streamId: string;
  server: string;
  incidentId?: Outage["incidentId"];
  /** The first that was given; absent: the stream waited for a server that others had found dead. */
  reason?: Reason;
  /** Milliseconds without a picture: less than from `from` to `to` where it came back for a moment, or nobody looked. */
  down: number;
}

/** Failures of the same incident with no more than so much up time in between are one, in milliseconds (controlroom 4.1). */
const LONGEST_PAUSE = 60_000;

/** In order. Only time that counts as down makes an incident: one within a maintenance is none. */
export function findIncidents(partition: Partition): Incident[] {
  const { streamId, server, down } = partition;
  const incidents: Incident[] = [];
  const upBetween = createUpMeter(partition);
  for (const outage of down) {
    const last = incidents.at(-1);
    if (last && isSame(last, outage, upBetween)) {
      last.to = outage.to;
      last.down += outage.to - outage.from;
      if (outage.reason && !last.reason) last.reason = outage.reason;
    } else {
      const { from, to, incidentId, reason } = outage;
      incidents.push({ from, to, streamId, server, incidentId, reason, down: to - from });
    }
  }
  return incidents;
}

function isSame(last: Incident, next: Outage, upBetween: (gap: Interval) => number): boolean {
  if (next.from === last.to) return true;
  return next.incidentId === last.incidentId && upBetween({ from: last.to, to: next.from }) <= LONGEST_PAUSE;
}

/** Up time within a gap between two outages: what is neither unknown nor maintenance. */
function createUpMeter({ unknown, maintenance }: Partition): (gap: Interval) => number {
  return (gap) => gap.to - gap.from - lengthWithin(unknown, gap) - lengthWithin(maintenance, gap);
}

function lengthWithin(united: readonly Interval[], { from, to }: Interval): number {
  let length = 0;
  for (let i = findFirst(united.length, (index) => united[index]!.to > from); i < united.length && united[i]!.from < to; i++) {
    length += Math.min(united[i]!.to, to) - Math.max(united[i]!.from, from);
  }
  return length;
}
