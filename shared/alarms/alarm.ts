/** An alarm, and all that can happen to it. Moments are Unix milliseconds. */
import type { AlarmKind, Priority } from "./alarm-kinds.ts";
import type { Reason } from "../reasons.ts";
import type { AlarmEvidence } from "./alarm-evidence.ts";
import type { Verdict } from "./evidence.ts";

/** ISA-18.2. The first four say what is true, the last three hide it: it goes on beneath and shows again when they end. */
const ALARM_STATES = [
  "normal",
  "unacknowledged",
  "acknowledged",
  "returned_unacknowledged",
  "shelved",
  "suppressed",
  "out_of_service",
] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

export interface Alarm {
  /** `alarmIdOf(kind, source)`. */
  id: string;
  /** As it is known now: a server that was down may turn out to have restarted. */
  kind: AlarmKind;
  source: string;
  /** What is wrong at the moment, raised yet or not. */
  condition?: Condition;
  /** When the condition ended; what is raised is over once the off-delay has passed since. */
  endedAt?: number;
  /** From the raise until it is both over and acknowledged. */
  occurrence?: Occurrence;
  shelf?: Shelf;
  outOfService?: OutOfService;
  comments: AlarmComment[];
}

export interface Condition {
  kind: AlarmKind;
  /** When it began: of a stream its last frame, of a cause the first stream that failed. */
  since: number;
  priority: Priority;
  verdict?: Verdict;
  /** Of a stream's failure: what its error records say. */
  reason?: Reason;
  incidentId?: string;
  /** host:port of the stream's server. */
  server?: string;
  /** Id of the alarm that this one is part of. */
  cause?: string;
}

/** One event of an alarm. A new raise is a new occurrence, also when the last one has not been acknowledged. */
export interface Occurrence {
  /** That of its `raised` event. */
  id: string;
  since: number;
  raisedAt: number;
  /** The highest it has had: it never falls within an occurrence of a latching kind. */
  priority: Priority;
  /** Who is to blame, as it was last found out. */
  verdict?: Verdict;
  /** What that rests on. */
  evidence?: AlarmEvidence;
  /** Of a cause: how many streams are part of it, as its last `raised` or `cleared` says. */
  streams?: number;
  /** Absent: it goes on. */
  clearedAt?: number;
  /** Somebody has seen it, or nobody needs to: it was never shown by itself. */
  isAcknowledged: boolean;
  acknowledgedAt?: number;
  acknowledgedBy?: string;
  /** The PC at which it was, where that is known. */
  acknowledgedOn?: ActClient;
  /** From when the re-alarm counts: raised, acknowledged, or asked for again. */
  askedAt: number;
  /** Id of the alarm that it is part of now: suppressed by it. */
  cause?: string;
  /** The occurrence of the cause that it was part of and has outlived. */
  outlived?: string;
  /** In the room's alarms: how many PCs see it, of how many that look. */
  seenBy?: SeenBy;
}

export interface SeenBy {
  pcs: number;
  of: number;
}

/** The PC at which a person did something; its name as it was then. */
export interface ActClient {
  id: string;
  name: string;
}

interface Signed {
  /** Who did it, as far as the page knows. */
  by?: string;
  client?: ActClient;
}

export interface Shelf extends Signed {
  at: number;
  until: number;
  reason: string;
}

export interface OutOfService extends Signed {
  at: number;
  /** Absent: until somebody ends it. */
  until?: number;
  reason: string;
}

export interface AlarmComment extends Signed {
  at: number;
  text: string;
}

/** Spec and AVEVA: no longer than a shift, with a reason. */
export const LONGEST_SHELF = 8 * 3_600_000;
export const LONGEST_COMMENT = 200;
/** Older ones are in the journal. */
export const MOST_COMMENTS = 20;

interface EventBase {
  /** UUIDv7. */
  id: string;
  at: number;
  alarmId: string;
}

export type AlarmEvent = EventBase & AlarmChange;

export type AlarmChange =
  /** The condition began, or is known better. Not in the journal: it follows from what the evidence says now. */
  | { type: "began"; condition: Condition }
  /** It ended; not in the journal either. */
  | { type: "ended"; since: number }
  /** `streams`: how many are part of a cause. `name`: what people call what fails. */
  | { type: "raised"; condition: Condition; name?: string; streams?: number; evidence?: AlarmEvidence }
  /** Over: gone for the off-delay. `since` is when it went. */
  | { type: "cleared"; since: number; streams?: number }
  /**
   * Refers to an occurrence, so that one that came meanwhile is not acknowledged unseen. When that began and ended says which of another
   * PC's it reaches.
   */
  | ({ type: "acknowledged"; occurrenceId: string; since?: number; until?: number } & Signed)
  /** Acknowledged, and still there after `alerts.reAlarmSeconds`: asked for again. */
  | { type: "realarmed" }
  /** Its priority rose. */
  | { type: "escalated"; priority: Priority }
  /** What is to blame is known better. */
  | { type: "diagnosed"; kind: AlarmKind; verdict: Verdict; evidence?: AlarmEvidence }
  /** It is part of another alarm now. */
  | { type: "suppressed"; cause: string }
  /** Its cause is over and it is not: an alarm of its own, with the start of its own failure. */
  | { type: "released"; since: number; outlived?: string; evidence?: AlarmEvidence }
  | ({ type: "shelved"; until: number; reason: string } & Signed)
  | ({ type: "unshelved" } & Signed)
  | ({ type: "out_of_service"; until?: number; reason: string } & Signed)
  | ({ type: "in_service" } & Signed)
  | ({ type: "commented"; text: string } & Signed);

/** What is true of an alarm, whatever hides it. */
export function trueStateOf({ occurrence }: Pick<Alarm, "occurrence">): AlarmState {
  if (!occurrence) return "normal";
  if (occurrence.clearedAt !== undefined) return "returned_unacknowledged";
  return occurrence.isAcknowledged ? "acknowledged" : "unacknowledged";
}

/** What is shown. `isInMaintenance`: the settings expect it to be down now. */
export function alarmStateOf(alarm: Alarm, isInMaintenance = false): AlarmState {
  if (alarm.outOfService || isInMaintenance) return "out_of_service";
  if (alarm.occurrence?.cause !== undefined) return "suppressed";
  if (alarm.shelf) return "shelved";
  return trueStateOf(alarm);
}

/** Raised and not over. */
export type OpenAlarm = Alarm & { occurrence: Occurrence };

export function isOpen(alarm: Alarm | undefined): alarm is OpenAlarm {
  return alarm?.occurrence !== undefined && alarm.occurrence.clearedAt === undefined;
}

/** Events that only say what the evidence says anyway. */
export function isJournaled({ type }: Pick<AlarmEvent, "type">): boolean {
  return type !== "began" && type !== "ended";
}
