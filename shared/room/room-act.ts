/** What people do about alarms, as it goes from one PC to all others of a room. Moments are Unix milliseconds. */
import { isActOnAlarm } from "../alarms/acts-on-alarms.ts";
import type { ActType } from "../alarms/acts-on-alarms.ts";
import { ALARM_KINDS, THIS_PC } from "../alarms/alarm-kinds.ts";
import { LONGEST_COMMENT } from "../alarms/alarm.ts";
import type { ActClient, Alarm, AlarmEvent, Occurrence } from "../alarms/alarm.ts";
import { LIMITS } from "../limits.ts";
import { cutText, toPlainText } from "../plain-text.ts";

/** An act names the PC at which a person did it; what time itself does (a shelf that runs out) names none. */
export type RoomAct = Extract<AlarmEvent, { type: ActType }> & { client: ActClient };

export function isRoomAct(event: AlarmEvent): event is RoomAct {
  return isActOnAlarm(event) && event.client !== undefined;
}

/** Stands in the line of each act of a person, and of hardly anything else. */
export const ACT_MARK = '"client":{';

const CHANNEL = ALARM_KINDS.channel_failing.topic;

/** What concerns one PC alone, although each has an alarm with this id: its disk, its network, its channels. */
export function isOfOnePc(alarmId: string): boolean {
  const colon = alarmId.indexOf(":");
  return alarmId.slice(colon + 1) === THIS_PC || alarmId.slice(0, colon) === CHANNEL;
}

/** Which of two acts is the later one; the same everywhere, also where clocks differ. */
export function isLater(a: Pick<RoomAct, "at" | "id">, b: Pick<RoomAct, "at" | "id">): boolean {
  return a.at > b.at || (a.at === b.at && a.id > b.id);
}

/** Clocks of a room may differ by so much, and one PC may notice an outage so much later than another. Milliseconds. */
const TOLERANCE = 10_000;

/**
 * Whether an acknowledgement reaches another PC's occurrence of the same alarm: both were there at the same time. What began after the
 * one that somebody has seen was over, or after it was acknowledged, is another outage, which nobody has seen.
 */
export function reaches(act: RoomAct & { type: "acknowledged" }, { since, until }: { since: number; until?: number | undefined }): boolean {
  const { since: seenFrom = act.at, until: seenUntil = act.at } = act;
  return since <= Math.min(seenUntil, act.at) + TOLERANCE && (until ?? Infinity) >= seenFrom - TOLERANCE;
}

/** The same for an occurrence of this PC, as it stands: asked for again after the act, it has to be seen again. */
function reachesOccurrence(act: RoomAct & { type: "acknowledged" }, { since, clearedAt, askedAt, raisedAt }: Occurrence): boolean {
  const isAskedAgain = askedAt > raisedAt && askedAt > act.at;
  return !isAskedAgain && reaches(act, { since, until: clearedAt });
}

/** What an act of another PC does to an alarm of this one; undefined: nothing, as the alarm stands. */
export function toOwnEvent(act: RoomAct, alarm: Alarm | undefined): AlarmEvent | undefined {
  if (act.type === "commented") return alarm && act;
  if (act.type !== "acknowledged") return act;
  const { occurrence } = alarm ?? {};
  if (!occurrence || occurrence.isAcknowledged || !reachesOccurrence(act, occurrence)) return undefined;
  return { ...act, occurrenceId: occurrence.id };
}

/** No shift is longer: one change a day, on the day on which the clock is put back. Milliseconds. */
const LONGEST_SHIFT = 25 * 3_600_000;

/**
 * What hides an alarm of the room, as it is heard of now: by a clock that is ahead it has just been done, and lasts its own length. No shelf
 * is longer than a shift.
 */
export function boundHiding(event: AlarmEvent, now: number): AlarmEvent {
  if ((event.type !== "shelved" && event.type !== "out_of_service") || event.until === undefined) return event;
  const length = event.until - event.at;
  const longest = event.type === "shelved" ? LONGEST_SHIFT : Infinity;
  return { ...event, until: Math.min(event.at, now) + Math.min(length, longest) };
}

/** As short and plain as what people write here: it came over the network. */
export function cleanRoomAct(act: RoomAct): RoomAct {
  const clean = (text: string, longest: number): string => cutText(toPlainText(text), longest);
  const { id, name } = act.client;
  return {
    ...act,
    ...(act.by !== undefined && { by: clean(act.by, LIMITS.name) }),
    client: { id, name: clean(name, LIMITS.name) },
    ...("reason" in act && { reason: clean(act.reason, LONGEST_COMMENT) }),
    ...("text" in act && { text: clean(act.text, LONGEST_COMMENT) }),
  };
}
