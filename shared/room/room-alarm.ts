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
  sightings: ReadonlyMap<string, Sighting>;
  acts: MergedActs;
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
    const known = alarm.sightings.get(clientId) ?? {};
    const sighting = mergeSighting(known, event);
    return sighting === known ? alarm : { ...alarm, sightings: new Map(alarm.sightings).set(clientId, sighting) };
  }
  if (!isRoomAct(event)) return alarm;
  const acts = mergeAct(alarm.acts, event);
  return acts === alarm.acts ? alarm : { ...alarm, acts };
}

/** Which PCs can be asked at the moment: the others have said nothing for a while, or have ended. */
export type IsPresent = (clientId: string) => boolean;

/** What PCs see of it now, by client id. Empty: it is over. */
export function listSeen({ sightings }: RoomAlarm, isPresent: IsPresent): Map<string, Seen> {
  const known = [...sightings].flatMap(([clientId, sighting]) => {
    const seen = readSighting(sighting);
    return seen ? [{ clientId, seen }] : [];
  });
  const open = known.filter(({ seen }) => !seen.over);
  const certain = open.filter(({ clientId }) => isPresent(clientId));
  const present = known.filter(({ clientId }) => isPresent(clientId));
  // Of a PC that has gone nobody knows what it would say by now: it counts as long as no other that saw the same says that it is over.
  const isEnded = ({ seen }: (typeof open)[number]) => present.some((other) => (other.seen.over?.at ?? -Infinity) > seen.raisedAt);
  const left = certain.length > 0 ? certain : open.filter((gone) => !isEnded(gone));
  return new Map(left.map(({ clientId, seen }) => [clientId, seen]));
}
