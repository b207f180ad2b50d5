/** What a page asks of the alarms, does to them, and is told. */
import { z } from "zod";
import { LONGEST_COMMENT, LONGEST_SHELF } from "./alarms/alarm.ts";
import type { AlarmView } from "./alarms/make-alarm-view.ts";

const alarmId = z.string().min(1).max(400);
const words = z.string().trim().min(1).max(LONGEST_COMMENT);
const MINUTE = 60_000;

export const ALARM_INPUT_SCHEMAS = {
  getAlarms: z.strictObject({}),
  acknowledgeAlarms: z.strictObject({
    /** With the occurrence that was seen: one that came since stays unacknowledged. */
    alarms: z.array(z.strictObject({ alarmId, occurrenceId: z.string().min(1).max(100) })).min(1).max(1_000), // prettier-ignore
  }),
  shelveAlarm: z.strictObject({
    alarmId,
    /** Absent: as long as it may be. It ends with the shift in any case. */
    minutes: z
      .number()
      .min(1)
      .max(LONGEST_SHELF / MINUTE)
      .optional(),
    reason: words,
  }),
  unshelveAlarm: z.strictObject({ alarmId }),
  commentAlarm: z.strictObject({ alarmId, text: words }),
  setOutOfService: z.discriminatedUnion("isOut", [
    z.strictObject({
      alarmId,
      isOut: z.literal(true),
      /** Absent: until somebody ends it. */
      minutes: z.number().min(1).max(5_256_000).optional(),
      reason: words,
    }),
    z.strictObject({ alarmId, isOut: z.literal(false) }),
  ]),
} as const;

type Input<K extends keyof typeof ALARM_INPUT_SCHEMAS> = z.input<(typeof ALARM_INPUT_SCHEMAS)[K]>;
type Nothing = Record<string, never>;

/** What changes something answers when it is on disk, and refuses (`invalid_input`) an alarm that there is not. The host says who did it. */
export interface AlarmApi {
  getAlarms(input: Input<"getAlarms">): Promise<AlarmList>;
  /** An occurrence that is over and acknowledged already is passed over. */
  acknowledgeAlarms(input: Input<"acknowledgeAlarms">): Promise<Nothing>;
  shelveAlarm(input: Input<"shelveAlarm">): Promise<Nothing>;
  unshelveAlarm(input: Input<"unshelveAlarm">): Promise<Nothing>;
  commentAlarm(input: Input<"commentAlarm">): Promise<Nothing>;
  /** Also of what has not failed yet: `stream:ID` and `server:HOST:PORT` of the settings. A server takes its streams with it. */
  setOutOfService(input: Input<"setOutOfService">): Promise<Nothing>;
}

/** All that are not normal, children of a cause too (`cause` names it), in no order. */
export interface AlarmList {
  sequence: number;
  alarms: AlarmView[];
}

/**
 * What has changed since `sequence - 1`, a few times a second at most. Whoever has missed one (its own number is another, as after a host's
 * restart) asks for all of them.
 */
export interface AlarmChanges {
  sequence: number;
  changed: AlarmView[];
  /** Ids of those that are normal again. */
  removed: string[];
}

export type { AlarmView };
