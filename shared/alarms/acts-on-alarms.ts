import type { AlarmChange } from "./alarm.ts";

/** What people do about alarms. Time does some of it, too: a shelf runs out. */
export const ACT_TYPES = [
  "acknowledged",
  "shelved",
  "unshelved",
  "out_of_service",
  "in_service",
  "commented",
] as const satisfies AlarmChange["type"][];
export type ActType = (typeof ACT_TYPES)[number];
export type ActOnAlarm = Extract<AlarmChange, { type: ActType }>;

export function isActOnAlarm<T extends AlarmChange>(change: T): change is T & ActOnAlarm {
  return ACT_TYPES.some((type) => type === change.type);
}
