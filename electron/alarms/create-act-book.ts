import type { Alarm, AlarmChange, AlarmEvent } from "../../shared/alarms/alarm.ts";
import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import { lastActAt, mergeAct, NO_ACTS } from "../../shared/room/merged-acts.ts";
import type { MergedActs } from "../../shared/room/merged-acts.ts";
import { isOfOnePc, isRoomAct, toOwnEvent } from "../../shared/room/room-act.ts";
import type { RoomAct } from "../../shared/room/room-act.ts";

/** Which acts of people are known here, done at this PC or at another, so that each counts once and the later one wins. */
export interface ActBook {
  /** What stands in the journal. */
  note(event: AlarmEvent): void;
  /** What is done here now, with its moment: after all that is known, whatever other PCs' clocks say. What ends by itself lasts as long as it was to. */
  date<T extends AlarmChange & { alarmId: string }>(change: T, now: number): T & { at: number };
  /** What another PC's act does to the alarm as it stands here; undefined: nothing, or not yet. */
  take(act: RoomAct, alarm: Alarm | undefined, now: number): AlarmEvent | undefined;
  /** What has waited for these alarms, which have been raised just now. */
  takeWaiting(alarmIds: readonly string[], alarms: Alarms, now: number): AlarmEvent[];
}

/** An acknowledgement or comment may come before this PC has raised what it is about; on-delays differ by so much at most. Milliseconds. */
const LONGEST_WAIT = 600_000;
const MOST_IDS = 20_000;
/** More than a room does in so long. */
const MOST_WAITING = 1_000;

/** `latestShelfEnd`: until when people of this PC could shelve at most what they shelve at a moment. */
export function createActBook(latestShelfEnd: (at: number) => number): ActBook {
  const ids = new Set<string>();
  const merged = new Map<string, MergedActs>();
  let waiting: { act: RoomAct; since: number }[] = [];

  /** Whether it is the last word. */
  function merge(act: RoomAct): boolean {
    ids.add(act.id);
    if (ids.size > MOST_IDS) ids.delete(ids.values().next().value!);
    const known = merged.get(act.alarmId) ?? NO_ACTS;
    const next = mergeAct(known, act);
    merged.set(act.alarmId, next);
    return next !== known;
  }

  /** No PC hides an alarm for longer than its own people could. Where the other's clock is ahead, decideAlarms mends what it said. */
  function cutShelf(act: Hiding): Hiding {
    return act.type === "shelved" ? { ...act, until: Math.min(act.until, latestShelfEnd(act.at)) } : act;
  }

  function keepWaiting(act: RoomAct, now: number): void {
    waiting = [...waiting, { act, since: now }].slice(-MOST_WAITING);
  }

  return {
    note(event) {
      if (isRoomAct(event)) merge(event);
    },
    date(change, now) {
      const at = Math.max(now, lastActAt(merged.get(change.alarmId) ?? NO_ACTS) + 1);
      return isHiding(change) && change.until !== undefined ? { ...change, at, until: change.until + (at - now) } : { ...change, at };
    },
    take(act, alarm, now) {
      if (ids.has(act.id) || isOfOnePc(act.alarmId)) return undefined;
      const isLast = merge(act);
      if (isHiding(act)) return isLast ? hide(cutShelf(act), alarm, now) : undefined;
      const event = isLast || act.type === "acknowledged" ? toOwnEvent(act, alarm) : undefined;
      if (!event && isLast && (act.type === "acknowledged" || act.type === "commented")) keepWaiting(act, now);
      return event;
    },
    takeWaiting(alarmIds, alarms, now) {
      waiting = waiting.filter(({ since }) => now - since < LONGEST_WAIT);
      const due = waiting.filter(({ act }) => alarmIds.includes(act.alarmId));
      const events = due.flatMap(({ act }) => toOwnEvent(act, alarms.get(act.alarmId)) ?? []);
      const done = new Set(events.map(({ id }) => id));
      waiting = waiting.filter(({ act }) => !done.has(act.id));
      return events;
    },
  };
}

type Hiding = Extract<RoomAct, { type: "shelved" | "out_of_service" }>;

function isHiding<T extends AlarmChange>(act: T): act is T & { type: Hiding["type"] } {
  return act.type === "shelved" || act.type === "out_of_service";
}

/** What is over by now ends what was said before it. */
function hide(act: Hiding, alarm: Alarm | undefined, now: number): AlarmEvent | undefined {
  if ((act.until ?? Infinity) > now) return act;
  const { id, at, alarmId, client } = act;
  if (act.type === "shelved") return alarm?.shelf && { id, at, alarmId, type: "unshelved", client };
  return alarm?.outOfService && { id, at, alarmId, type: "in_service", client };
}
