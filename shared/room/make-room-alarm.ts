import { highestOf, PRIORITIES } from "../alarms/alarm-kinds.ts";
import type { AlarmKind } from "../alarms/alarm-kinds.ts";
import type { Alarm, Occurrence } from "../alarms/alarm.ts";
import { isOfOnePc, reaches } from "./room-act.ts";
import type { RoomAlarm } from "./room-alarm.ts";
import { roomIdOf } from "./room-alarm.ts";
import type { Seen } from "./sighting.ts";

/** What the room's alarm is made of, besides itself. */
export interface RoomView {
  at: number;
  /** Id of its occurrence: from when any PC has it until none has. */
  occurrenceId: string;
  /** By client id, at least one (listSeen). */
  seen: ReadonlyMap<string, Seen>;
  /** How many PCs watch what it is about. */
  looking: number;
}

/** The room's alarm in the form that one PC's alarm has: what is made for that serves the room. */
export function makeRoomAlarm({ id, acts }: RoomAlarm, { at, occurrenceId, seen, looking }: RoomView): Alarm {
  const all = [...seen.values()];
  const kind = findKind(all);
  const best = all.filter((each) => each.kind === kind).reduce((a, b) => (b.id > a.id ? b : a));
  const since = Math.min(...all.map((each) => each.since));
  const priority = highestOf("low", ...all.map((each) => each.priority));
  const cause = findCause(seen);
  const { acknowledged, shelf, service, comments } = acts;
  const isAcknowledged = acknowledged !== undefined && all.every((each) => isReached(each, acknowledged));
  const streams = Math.max(...all.map((each) => each.streams ?? 0));
  const verdict = best.verdict && { verdict: best.verdict };
  const occurrence: Occurrence = {
    id: occurrenceId,
    since,
    raisedAt: Math.min(...all.map(({ raisedAt }) => raisedAt)),
    askedAt: at,
    priority,
    isAcknowledged,
    ...verdict,
    ...(best.evidence && { evidence: best.evidence }),
    ...(streams > 0 && { streams }),
    ...(cause !== undefined && { cause }),
    ...(looking > 1 || seen.size > 1 ? { seenBy: { pcs: seen.size, of: Math.max(looking, seen.size) } } : {}),
  };
  const server = best.server !== undefined && { server: best.server };
  const isOut = service?.type === "out_of_service" && (service.until ?? Infinity) > at;
  return {
    id,
    kind,
    source: id.slice(id.indexOf(":") + 1),
    condition: { kind, since, priority, ...verdict, ...server, ...(cause !== undefined && { cause }) },
    occurrence,
    ...(shelf?.type === "shelved" && shelf.until > at && { shelf }),
    ...(isOut && { outOfService: service }),
    comments: [...comments],
  };
}

function isReached({ since, askedAgainAt = -Infinity }: Seen, act: Parameters<typeof reaches>[0]): boolean {
  return act.at >= askedAgainAt && reaches(act, { since });
}

/** What most of them say; of as many, what is graver. */
function findKind(all: readonly Seen[]): AlarmKind {
  const rank = ({ kind, priority }: Seen) => count(all, (each) => each.kind === kind) * PRIORITIES.length - PRIORITIES.indexOf(priority);
  return all.reduce((a, b) => (rank(b) > rank(a) || (rank(b) === rank(a) && b.kind < a.kind) ? b : a)).kind;
}

/**
 * Part of another alarm where at least half of them say so. A PC that takes it for its own trouble (its network) has no say while another
 * sees it without: else the fault of one PC would hide from the room what fails for all.
 */
function findCause(seen: ReadonlyMap<string, Seen>): string | undefined {
  const all = [...seen].map(([clientId, { cause = "" }]) => ({ cause: cause && roomIdOf(cause, clientId), isOwn: isOfOnePc(cause) }));
  const others = all.filter(({ isOwn }) => !isOwn);
  const asked = others.length > 0 ? others : all;
  const causes = asked.flatMap(({ cause }) => cause || []).sort();
  if (causes.length * 2 < asked.length) return undefined;
  const timesOf = (cause: string) => count(causes, (each) => each === cause);
  return causes.reduce<string | undefined>((a, b) => (a !== undefined && timesOf(a) >= timesOf(b) ? a : b), undefined);
}

function count<T>(values: readonly T[], isCounted: (value: T) => boolean): number {
  return values.filter(isCounted).length;
}
