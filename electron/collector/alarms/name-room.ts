import { ALARM_KINDS, isOfOneStream } from "../../../shared/alarms/alarm-kinds.ts";
import { tellName } from "../../../shared/alarms/name-alarm.ts";
import type { Naming } from "../../../shared/alarms/name-alarm.ts";
import type { RoomAlarms } from "../../../shared/room/room-alarm.ts";

/** What people call what fails, as the PCs say it; `known`: as the collector's own settings do. */
export function nameRoom(room: RoomAlarms, known: Naming, others: ReadonlyMap<string, string>): Naming {
  const streams = new Map(known.streams);
  const servers = new Map(known.servers);
  const rest = new Map(others);
  for (const { id, sightings } of room.values()) {
    const source = id.slice(id.indexOf(":") + 1);
    for (const { seen } of sightings.values()) {
      const { kind, name, server } = seen ?? {};
      if (kind === undefined || name === undefined) continue;
      const { topic } = ALARM_KINDS[kind];
      const told = tellName(name);
      if (isOfOneStream(topic) && server !== undefined) streams.set(source, { name: told, server });
      else if (topic === "server") servers.set(source, told);
      else if (!servers.has(source)) rest.set(source, told);
    }
  }
  return { ...known, streams, servers, others: rest };
}
