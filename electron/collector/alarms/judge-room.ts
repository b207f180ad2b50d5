import { ageOf } from "../../../shared/age-of.ts";
import { ALARM_KINDS, alarmIdOf } from "../../../shared/alarms/alarm-kinds.ts";
import type { Alarm, AlarmEvent } from "../../../shared/alarms/alarm.ts";
import type { HostFinding } from "../../../shared/alarms/situation.ts";
import { makeRoomAlarm } from "../../../shared/room/make-room-alarm.ts";
import { isIdOfOnePc, listSeen } from "../../../shared/room/room-alarm.ts";
import type { IsPresent, RoomAlarm, RoomAlarms } from "../../../shared/room/room-alarm.ts";

/** From when any PC has an alarm until none has. */
interface Episode {
  /** That of the `raised` event that began it. */
  id: string;
  at: number;
}

export interface RoomSituation {
  at: number;
  room: RoomAlarms;
  isPresent: IsPresent;
  /** How many PCs watch what an alarm is about. */
  countLooking: (alarmId: string) => number;
  /** What the collector itself finds wrong: a PC that is silent, a channel that fails. */
  findings: readonly HostFinding[];
}

export interface RoomJudgement {
  alarms: Map<string, Alarm>;
  /** How many PCs see each, by its id: of those that concern all PCs, and are shown by themselves. */
  seen: Record<string, number>;
  /** Of how many that watch what it is about, by the same ids. */
  watch: Record<string, number>;
  /** Those that are over since the last judgement. */
  events: AlarmEvent[];
  /** When to judge again if nothing happens before. */
  due: number | undefined;
  /** Nothing is open, hidden or found: nothing that was said so far matters any more. */
  isQuiet: boolean;
}

export interface RoomJudge {
  /** What the journal says has changed an alarm. `at`: of an earlier run it is long ago. */
  note(alarm: RoomAlarm, situation: Pick<RoomSituation, "at" | "isPresent">): void;
  judge(situation: RoomSituation): RoomJudgement;
}

/**
 * Keeps what one alarm of the room is from its beginning to its end, whichever PCs have it in between. `gathering`: one PC notices an outage
 * later than another; so many milliseconds after the first it is told, with how many do.
 */
export function createRoomJudge(gathering: number): RoomJudge {
  const episodes = new Map<string, Episode>();
  let ended: AlarmEvent[] = [];

  function note(alarm: RoomAlarm, { at, isPresent }: Pick<RoomSituation, "at" | "isPresent">): void {
    const seen = [...listSeen(alarm, isPresent).values()];
    const episode = episodes.get(alarm.id);
    if (seen.length > 0 && !episode) {
      episodes.set(alarm.id, { id: seen.reduce((a, b) => (b.id < a.id ? b : a)).id, at });
    } else if (seen.length === 0 && episode) {
      episodes.delete(alarm.id);
      ended.push({ id: episode.id, at, alarmId: alarm.id, type: "cleared", since: endOf(alarm) ?? at });
    }
  }

  return {
    note,
    judge({ at, room, isPresent, countLooking, findings }) {
      for (const alarm of room.values()) note(alarm, { at, isPresent });
      const alarms = new Map<string, Alarm>();
      const seen: Record<string, number> = {};
      const watch: Record<string, number> = {};
      const dues: number[] = [];
      let isHiding = false;
      for (const alarm of room.values()) {
        const ends = listEnds(alarm).filter((end) => end > at);
        dues.push(...ends);
        isHiding ||= ends.length > 0;
        const episode = episodes.get(alarm.id);
        if (!episode) continue;
        const sightings = listSeen(alarm, isPresent);
        const { size } = sightings;
        const isOfAll = !isIdOfOnePc(alarm.id);
        const looking = isOfAll ? Math.max(countLooking(alarm.id), size) : size;
        const made = makeRoomAlarm(alarm, { at, occurrenceId: episode.id, seen: sightings, looking });
        if (size > 0 && made.occurrence?.cause === undefined && isOfAll) {
          seen[alarm.id] = size;
          watch[alarm.id] = looking;
        }
        if (ageOf(episode.at, at) < gathering) dues.push(episode.at + gathering);
        else alarms.set(alarm.id, made);
      }
      for (const finding of findings) {
        const since = finding.since ?? at;
        const raisedAt = since + delayOf(finding);
        if (ageOf(since, at) < delayOf(finding)) dues.push(raisedAt);
        else alarms.set(alarmIdOf(finding.kind, finding.source), makeFound(finding, raisedAt));
      }
      const events = ended;
      ended = [];
      const isQuiet = episodes.size === 0 && !isHiding && findings.length === 0;
      const due = dues.filter(Number.isFinite);
      return { alarms, seen, watch, events, due: due.length > 0 ? Math.min(...due) : undefined, isQuiet };
    },
  };
}

/** When the last PC had it no more. */
function endOf({ sightings }: RoomAlarm): number | undefined {
  const ends = [...sightings.values()].flatMap(({ seen }) => seen?.over?.since ?? []);
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

function listEnds({ acts: { shelf, service } }: RoomAlarm): number[] {
  return [...(shelf?.type === "shelved" ? [shelf.until] : []), ...(service?.type === "out_of_service" ? [service.until ?? Infinity] : [])];
}

function delayOf({ kind }: HostFinding): number {
  const { onDelay } = ALARM_KINDS[kind];
  return onDelay === "setting" ? 0 : onDelay;
}

function makeFound({ kind, source, since = 0, priority = ALARM_KINDS[kind].priority }: HostFinding, raisedAt: number): Alarm {
  const id = alarmIdOf(kind, source);
  const occurrence = { id: `${id} ${since}`, since, raisedAt, askedAt: raisedAt, priority, isAcknowledged: false };
  return { id, kind, source, condition: { kind, since, priority }, occurrence, comments: [] };
}
