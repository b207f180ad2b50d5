/** What a page asks of the alarms of before: those that are over, and how well the alarm system itself did. */
import { z } from "zod";
import type { AlarmFigures } from "./alarms/alarm-figures.ts";
import type { AlarmKind } from "./alarms/alarm-kinds.ts";
import type { PastAlarm } from "./alarms/collect-past-alarms.ts";

export const ALARM_HISTORY_INPUT_SCHEMAS = {
  readAlarmHistory: z.strictObject({
    /** Who asks, as in the log search: a newer question of the same slot ends the older one, which answers `cancelled`. */
    slot: z.string().min(1).max(200).optional(),
    /** UTC; from inclusive, until exclusive. What lies ahead is left out: a window that reaches beyond now ends now. */
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    /** Absent: all. */
    owner: z.enum(["operator", "administrator"]).optional(),
    /** Past alarms that were part of another one, too; they are never part of the figures. */
    withParts: z.boolean().default(false),
    limit: z.int().min(1).max(1_000).default(200),
  }),
} as const;

export interface AlarmHistoryApi {
  /** Refused (`invalid_input`) for a window that is empty, longer than 400 days, or lies ahead. */
  readAlarmHistory(input: z.input<(typeof ALARM_HISTORY_INPUT_SCHEMAS)["readAlarmHistory"]>): Promise<AlarmHistory>;
}

export interface AlarmHistory {
  /** The window that was looked at. Unix milliseconds. */
  from: number;
  to: number;
  figures: AlarmFigures;
  /** What each alarm of the figures was last, by its id. */
  kinds: Record<string, AlarmKind>;
  /** Those that ended in the window, the newest first, `limit` at most. */
  past: PastAlarm[];
  /** How many there are in all. */
  total: number;
  /** Lines of the alarm journal that could not be read. */
  damaged: number;
}

export type { PastAlarm };
