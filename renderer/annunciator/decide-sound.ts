import { highestOf, isHigher } from "../../shared/alarms/alarm-kinds.ts";
import type { Priority } from "../../shared/alarms/alarm-kinds.ts";
import type { AlarmView } from "../../shared/alarms-api.ts";

/** An alarm that may sound. Acknowledged and asked for again, or of a higher priority than before, it is another one. */
export interface AudibleAlarm {
  key: string;
  priority: Priority;
}

/** What has sounded. Unix milliseconds. */
export interface SoundMemory {
  /** Keys of the alarms that are known. */
  known: ReadonlySet<string>;
  /** When the last new one came, and the highest priority of its burst. */
  lastNewAt?: number;
  burst?: Priority;
  lastPlayedAt?: number;
}

export interface SoundSituation {
  at: number;
  alarms: readonly AudibleAlarm[];
  /** The settings want sound at this PC. */
  isOn: boolean;
  /** 0: it is not muted. */
  mutedUntil: number;
}

export interface SoundDecision {
  memory: SoundMemory;
  /** Sounds now. */
  play?: Priority;
  /** When to decide again if nothing changes before. */
  due?: number;
}

/** New alarms no further apart are one burst, and sound once. */
const BURST = 5_000;
/** Until it sounds again while nobody acknowledges, by the highest priority: often enough to be missed by nobody, seldom enough to work beside. */
export const REPEAT: Record<Priority, number> = { high: 20_000, medium: 60_000, low: 300_000 };

/** Operators' alarms that nobody has acknowledged and that go on: not what is shelved, out of service, in maintenance or part of another. */
export function listAudible(alarms: Iterable<AlarmView>): AudibleAlarm[] {
  return [...alarms].flatMap(({ owner, state, occurrenceId, priority }) =>
    owner === "operator" && state === "unacknowledged" && occurrenceId !== undefined
      ? [{ key: `${occurrenceId} ${priority}`, priority }]
      : [],
  );
}

/**
 * A new alarm sounds at once, one of a burst only if it is the burst's highest so far; then the highest is repeated until nobody is asked
 * for any more. While it is muted only a new alarm of the highest priority sounds.
 */
export function decideSound(before: SoundMemory, { at, alarms, isOn, mutedUntil }: SoundSituation): SoundDecision {
  const known = new Set(alarms.map(({ key }) => key));
  const memory = clipTimes(before, at);
  const [first, ...others] = alarms;
  if (!first || !isOn) return { memory: { known } };
  const highest = highestOf(first.priority, ...others.map(({ priority }) => priority));
  const isMuted = mutedUntil > at;
  const [fresh, ...more] = alarms.filter(({ key }) => !memory.known.has(key)).map(({ priority }) => priority);
  let next: SoundMemory = { ...memory, known };
  let play: Priority | undefined;
  if (fresh) {
    const urgent = highestOf(fresh, ...more);
    const burst = memory.lastNewAt !== undefined && at - memory.lastNewAt <= BURST ? memory.burst : undefined;
    if ((!burst || isHigher(urgent, burst)) && (!isMuted || urgent === "high")) play = urgent;
    next = { ...next, lastNewAt: at, burst: burst ? highestOf(burst, urgent) : urgent };
  }
  // What waited while it was off has never sounded.
  const repeatAt = (memory.lastPlayedAt ?? memory.lastNewAt ?? -Infinity) + REPEAT[highest];
  if (!play && !isMuted && at >= repeatAt) play = highest;
  if (play) next = { ...next, lastPlayedAt: at };
  const due = Math.max((next.lastPlayedAt ?? next.lastNewAt ?? at) + REPEAT[highest], mutedUntil);
  return { memory: next, ...(play && { play }), due };
}

/** A clock that was set back leaves nothing ahead: it would be silent until then. */
function clipTimes({ lastNewAt, lastPlayedAt, ...rest }: SoundMemory, at: number): SoundMemory {
  return {
    ...rest,
    ...(lastNewAt !== undefined && { lastNewAt: Math.min(lastNewAt, at) }),
    ...(lastPlayedAt !== undefined && { lastPlayedAt: Math.min(lastPlayedAt, at) }),
  };
}
