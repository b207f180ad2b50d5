/** What is to be sent, or was. Moments are Unix milliseconds. */
import type { AlarmKind, AlarmOwner, Priority } from "../alarms/alarm-kinds.ts";
import { isHigher } from "../alarms/alarm-kinds.ts";
import type { SeenBy } from "../alarms/alarm.ts";
import type { AlarmEvidence } from "../alarms/alarm-evidence.ts";
import type { Verdict } from "../alarms/evidence.ts";
import type { Reason } from "../reasons.ts";
import type { Channel } from "./alert-settings.ts";

export const NOTIFICATION_KINDS = ["open", "resolved", "repeat", "summary"] as const;
/**
 * `open`: something of the group is new, or part of it is over. `resolved`: all of it is over. `repeat`: nothing is new, and nobody has seen
 * it. `summary`: what began and ended while the channel took nothing; it belongs to no group ("").
 */
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export interface Notification {
  /** UUIDv7. */
  id: string;
  at: number;
  /** From when on it should be out: `at`, or that of what it replaces. */
  due: number;
  channel: Channel;
  /** What belongs together: `server:host:port`, or the id of an alarm that belongs to no server. */
  group: string;
  kind: NotificationKind;
  /** The group's first message since it was last resolved. */
  isFirst: boolean;
  /** All that is open in the group, then what is over and was said to be open. */
  alarms: AlarmNote[];
  /** What waits for this channel and was decided before the one with this id is not sent: these say it. */
  replacesBefore?: string;
}

/** All that a message says of an alarm: names and times, nothing of the stream itself. */
export interface AlarmNote {
  alarmId: string;
  occurrenceId: string;
  kind: AlarmKind;
  owner: AlarmOwner;
  priority: Priority;
  verdict: Verdict;
  /** As people call it: a stream's or server's name, a site. */
  name: string;
  reason?: Reason;
  /** What the verdict rests on. */
  evidence?: AlarmEvidence;
  since: number;
  /** When it was over; absent: it goes on. */
  until?: number;
  /** How many PCs see it, in what a collector sends. */
  seenBy?: SeenBy;
  /** It stands, and is not spoken of: shelved, out of service, or part of another alarm. */
  isHidden?: boolean;
  /** Of a cause. `missing`: at most MOST_LISTED. */
  streams?: {
    total: number;
    missing: { name: string; since: number }[];
  };
}

/** The most that a message lists. */
export const MOST_LISTED = 20;

export function highestPriorityOf(notes: readonly { priority: Priority }[]): Priority {
  return notes.reduce<Priority>((highest, { priority }) => (isHigher(priority, highest) ? priority : highest), "low");
}
