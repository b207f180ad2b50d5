import type { AlarmEvent } from "../alarms/alarm.ts";
import { mergeAct, NO_ACTS } from "./merged-acts.ts";
import type { MergedActs } from "./merged-acts.ts";
import { isOfOnePc, isRoomAct } from "./room-act.ts";
import { isSeenEvent, mergeSighting, readSighting } from "./sighting.ts";
import type { Seen, Sighting } from "./sighting.ts";

/** One alarm of all PCs: what each of them says of it, and what people did about it. Follows from the events, in whatever order they come. */
export interface RoomAlarm {
  id: string;
  /** By client id. */
  sightings: ReadonlyMap<string, Sighted>;
  acts: MergedActs;
}

/** What a PC says of it, and what that comes to: asked of each PC at each line. */
export interface Sighted {
  said: Sighting;
  seen: Seen | undefined;
}

export type RoomAlarms = ReadonlyMap<string, RoomAlarm>;

/** PCs that see the same have one alarm of the room; what concerns one PC alone (its disk) is one for each. */
export function roomIdOf(alarmId: string, clientId: string): string {
  return isOfOnePc(alarmId) ? `${alarmId}${OF_PC}${clientId}` : alarmId;
}

const OF_PC = "@";

/** Of an alarm of the room. No id of a stream, a server or a site has such a sign followed by a client id. */
export function isIdOfOnePc(roomId: string): boolean {
  const [, alarmId] = /^(.+)@[0-9a-f-]{36}$/i.exec(roomId) ?? [];
  return alarmId !== undefined && isOfOnePc(alarmId);
}

/** Takes in what a PC's alarm journal says; changes the map. Returns the id of the room's alarm where that changed it. */
export function applyToRoom(room: Map<string, RoomAlarm>, clientId: string, event: AlarmEvent): string | undefined {
  const id = roomIdOf(event.alarmId, clientId);
  const before = room.get(id) ?? { id, sightings: new Map(), acts: NO_ACTS };
  const after = change(before, clientId, event);
  if (after === before) return undefined;
  room.set(id, after);
  return id;
}

function change(alarm: RoomAlarm, clientId: string, event: AlarmEvent): RoomAlarm {
  if (isSeenEvent(event)) {
    const known = alarm.sightings.get(clientId)?.said ?? {};
    const said = mergeSighting(known, event);
    return said === known ? alarm : { ...alarm, sightings: new Map(alarm.sightings).set(clientId, { said, seen: readSighting(said) }) };
  }
  if (!isRoomAct(event)) return alarm;
  const acts = mergeAct(alarm.acts, event);
  return acts === alarm.acts ? alarm : { ...alarm, acts };
}

/** Which PCs can be asked at the moment: the others have said nothing for a while, or have ended. */
export type IsPresent = (clientId: string) => boolean;

/** What PCs see of it now, by client id. Empty: it is over. */
export function listSeen({ sightings }: RoomAlarm, isPresent: IsPresent): Map<string, Seen> {
  const [open, certain] = [new Map<string, Seen>(), new Map<string, Seen>()];
  let overAt = -Infinity;
  for (const [clientId, { seen }] of sightings) {
    if (!seen) continue;
    const isHere = isPresent(clientId);
    if (!seen.over) open.set(clientId, seen);
    if (!seen.over && isHere) certain.set(clientId, seen);
    if (seen.over && isHere) overAt = Math.max(overAt, seen.over.at);
  }
  if (certain.size > 0) return certain;
  // Of a PC that has gone nobody knows what it would say by now: it counts as long as no other that saw the same says that it is over.
  for (const [clientId, { raisedAt }] of open) if (raisedAt < overAt) open.delete(clientId);
  return open;
}
