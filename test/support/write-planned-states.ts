import type { Reason } from "../../shared/reasons.ts";
import { ALIVE_INTERVAL, RESTATE_INTERVAL } from "../../shared/state-line.ts";
import type { RecoveryRecord, StateRecord } from "../../shared/state-line.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { writeDays } from "./write-state-files.ts";

/** What has happened to a wall. Outages of a stream do not overlap, nor any with a time in which the app was off. */
export interface StatePlan {
  /** When it was on, apart from `off`. */
  window: Interval;
  streams: { id: string; server: string }[];
  outages: PlannedOutage[];
  off: Interval[];
}

export interface PlannedOutage extends Interval {
  streamId: string;
  reason?: Reason;
  /** What was tried; the outcomes were known when it ended. */
  steps?: Pick<RecoveryRecord, "step" | "outcome" | "took">[];
}

const PAGE = "0197c0de-0000-7000-8000-0000000000aa";

const incidentOf = ({ from }: PlannedOutage) => makeUuidV7(from, new Uint8Array(10).fill(7));

/** Daily files as the state journal writes them: a page says what it sees of its streams, and that it still looks. */
export function writePlannedStates(folder: string, { window, streams, outages, off }: StatePlan): void {
  const records: StateRecord[] = [];
  const iso = (time: number) => new Date(time).toISOString();
  let made = 0;
  const makeId = (time: number) => makeUuidV7(time, new Uint8Array(10).fill((made += 1) % 256));
  /** What holds is said again every hour: whoever reads a day need not read the weeks before it. */
  const say = (id: string, { from, to }: Interval, outage?: PlannedOutage) => {
    const { server } = streams.find((stream) => stream.id === id)!;
    const cause = outage && {
      incidentId: incidentOf(outage),
      ...(outage.reason && { reason: outage.reason }),
    };
    for (let at = from; at < to; at += RESTATE_INTERVAL) {
      const change = { timestamp: iso(at), streamId: id, since: iso(from), server, page: PAGE, id: makeId(at) };
      records.push({ ...change, state: outage ? "down" : "up", ...cause });
    }
  };
  for (const outage of outages) {
    const { streamId, to } = outage;
    const { server } = streams.find(({ id }) => id === streamId)!;
    const taken = { timestamp: iso(to), event: "recovery" as const, streamId, incidentId: incidentOf(outage), server, page: PAGE };
    for (const step of outage.steps ?? []) records.push({ ...taken, ...step, id: makeId(to) });
  }
  const breaks = off.toSorted((a, b) => a.from - b.from);
  const lives = [window.from, ...breaks.map(({ to }) => to)].map((from, n) => ({ from, to: breaks[n]?.from ?? window.to }));
  for (const { from, to } of lives) {
    records.push({ timestamp: iso(from), event: "started" });
    for (const { id } of streams) {
      const isIn = (outage: PlannedOutage) => outage.streamId === id && outage.from < to && outage.to > from;
      let upFrom = from;
      for (const outage of outages.filter(isIn).toSorted((a, b) => a.from - b.from)) {
        const held = { from: Math.max(outage.from, from), to: Math.min(outage.to, to) };
        say(id, { from: upFrom, to: held.from });
        say(id, held, outage);
        upFrom = held.to;
      }
      say(id, { from: upFrom, to });
    }
    for (let time = from; time < to; time += ALIVE_INTERVAL) records.push({ timestamp: iso(time), event: "alive", page: PAGE });
    if (to < window.to) records.push({ timestamp: iso(to), event: "closed" });
  }
  writeDays(folder, records);
}
