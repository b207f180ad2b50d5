import type { AlarmState } from "../../shared/alarms/alarm.ts";
import type { AlarmView } from "../../shared/alarms-api.ts";
import type { AlarmAction, AlarmTarget } from "./alarm-actions.ts";

type Alarms = ReadonlyMap<string, AlarmView>;

/** A stream, and its server as host:port. */
export interface TileSource {
  streamId: string;
  server: string;
}

/** The state that a tile's badge shows: its own alarm's, that of the alarm it is part of, or that of a server that is out of service. */
export function findTileState(alarms: Alarms, { streamId, server }: TileSource): AlarmState | undefined {
  const [own] = listOwn(alarms, streamId);
  if (own) return (own.state === "suppressed" && alarms.get(own.cause ?? "")?.state) || own.state;
  return alarms.get(`server:${server}`)?.outOfService ? "out_of_service" : undefined;
}

/** When the server began not to answer, if that is what keeps the stream from playing: the tile says that instead of a reason of its own. */
export function findServerDownSince(alarms: Alarms, streamId: string): number | undefined {
  const cause = alarms.get(alarms.get(`stream:${streamId}`)?.cause ?? "");
  return cause?.kind === "server_down" && cause.until === undefined && cause.verdict !== "server_or_network" ? cause.since : undefined;
}

/** What an action at a tile is for: acknowledged is whatever of it, or of what it is part of, waits for that; all else is done to the stream. */
export function listTileTargets(action: AlarmAction, alarms: Alarms, streamId: string): AlarmTarget[] {
  const own = listOwn(alarms, streamId);
  const causes = own.flatMap(({ cause }) => (cause === undefined ? [] : (alarms.get(cause) ?? [])));
  if (action === "acknowledge") return [...own, ...causes].map((view) => ({ alarmId: view.id, view }));
  if (action === "outOfService" || own.length === 0) {
    const alarmId = `stream:${streamId}`;
    const view = alarms.get(alarmId);
    return [{ alarmId, ...(view && { view }) }];
  }
  return own.slice(0, 1).map((view) => ({ alarmId: view.id, view }));
}

/** Of the stream alone: that it is down, comes and goes, may be frozen. */
function listOwn(alarms: Alarms, streamId: string): AlarmView[] {
  return ["stream", "unstable", "frozen"].flatMap((topic) => alarms.get(`${topic}:${streamId}`) ?? []);
}
