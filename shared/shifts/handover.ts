/** What one shift hands over to the next. Moments are Unix milliseconds. */
import type { ActType } from "../alarms/acts-on-alarms.ts";
import type { AlarmKind } from "../alarms/alarm-kinds.ts";
import type { AlarmView } from "../alarms/make-alarm-view.ts";
import type { Interval } from "../statistics/intervals.ts";

/** As it is found now, for the time from the last hand-over (or the shift's begin) until now. */
export interface HandoverFacts extends Interval {
  /** Who is on duty now: who hands over, or has just taken over. */
  by?: string;
  /** All who were so in this time. */
  operators: string[];
  /** This PC, as people call it. */
  client: string;
  site: string;
  /** Alarms that stand or that nobody has acknowledged, the oldest first; none that is part of another. */
  open: AlarmView[];
  shelved: AlarmView[];
  outOfService: AlarmView[];
  /** What people did to alarms, in order; the newest MOST_ACTS, `moreActs` were before them. */
  acts: HandoverAct[];
  moreActs: number;
  /** When no page of this PC saw any stream. */
  blind: Interval[];
  backlog: { isOn: boolean; waiting: number; held: number; lost: number };
}

export interface HandoverAct {
  at: number;
  kind: AlarmKind;
  source: string;
  type: ActType;
  by?: string;
  /** Reason or comment. */
  text?: string;
  until?: number;
}

/** A hand-over that was made: nothing of it is changed any more. */
export interface KeptHandover extends Interval {
  id: string;
  by?: string;
  /** What somebody wrote. */
  text: string;
  /** All of it, as it is read: in the language in which it was made. */
  report: string;
}

export const LONGEST_HANDOVER_TEXT = 4_000;
export const MOST_ACTS = 200;
