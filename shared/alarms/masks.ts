import { uniteIntervals } from "../statistics/intervals.ts";
import type { Interval } from "../statistics/intervals.ts";
import type { Alarms } from "./apply-alarm-event.ts";
import { ALARM_KINDS, isOfOneStream, THIS_PC } from "./alarm-kinds.ts";
import type { Alarm } from "./alarm.ts";
import type { PlannedStream } from "./situation.ts";

/** When streams and servers (host:port) are expected to be down; a stream's list holds its server's windows too. In any order. */
export interface MaintenanceWindows {
  streams: ReadonlyMap<string, readonly Interval[]>;
  servers: ReadonlyMap<string, readonly Interval[]>;
}

/** Until when something is expected to be down; undefined: it is not. */
export interface Masks {
  ofStream(streamId: string): number | undefined;
  ofAlarm(alarm: Pick<Alarm, "id" | "kind" | "source">): number | undefined;
}

/** MaintenanceWindows by the settings, and what an operator has put out of service: a cause that is, takes its streams with it. */
export function makeMasks(
  maintenance: MaintenanceWindows,
  context: { alarms: Alarms; streams: ReadonlyMap<string, PlannedStream>; at: number },
) {
  const { alarms, streams, at } = context;
  const outOfService = (id: string): number | undefined => {
    const until = alarms.get(id)?.outOfService;
    return until && (until.until ?? Infinity);
  };
  const masks: Masks = {
    ofStream(streamId) {
      const stream = streams.get(streamId);
      const causes = stream ? [`server:${stream.server}`, `site:${stream.site}`, `network:${THIS_PC}`] : [];
      return latestOf([
        endOfWindow(maintenance.streams.get(streamId), at),
        outOfService(`stream:${streamId}`),
        ...causes.map((id) => outOfService(id)),
      ]);
    },
    ofAlarm({ id, kind, source }) {
      const { topic } = ALARM_KINDS[kind];
      if (topic === "stream") return masks.ofStream(source);
      const isOfStream = isOfOneStream(topic) && streams.has(source);
      const window = isOfStream ? masks.ofStream(source) : endOfWindow(maintenance.servers.get(source), at);
      return latestOf([window, outOfService(id)]);
    },
  };
  return masks;
}

function endOfWindow(intervals: readonly Interval[] | undefined, at: number): number | undefined {
  return intervals && uniteIntervals(intervals).find(({ from, to }) => from <= at && at < to)?.to;
}

function latestOf(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}
