import { parseAlarmLine, toAlarmRecord } from "../../shared/alarms/alarm-line.ts";
import type { Alarm, AlarmEvent } from "../../shared/alarms/alarm.ts";
import { applyToAlarms } from "../../shared/alarms/apply-alarm-event.ts";
import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import { toJsonLine } from "../../shared/plain-text.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import { readLines } from "../journal/read-lines.ts";
import type { Journal } from "../journal/types.ts";

/** The alarm journal, and the place in it from which the present alarms follow. */
export interface AlarmLog {
  replay(): Promise<Map<string, Alarm>>;
  /** `after`: the alarms with these events. Resolves when they are on disk. */
  write(events: readonly AlarmEvent[], after: Alarms): Promise<void>;
  /** Resolves when everything is on disk, or was refused. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface AlarmLogOptions {
  /** Closed with the log. */
  journal: Journal;
  cursor: Cursor;
  log: (message: string) => void;
}

export function createAlarmLog({ journal, cursor, log }: AlarmLogOptions): AlarmLog {
  const underWay = new Set<Promise<void>>();

  return {
    /** The cursor stands where none was open last; without one everything is read. */
    async replay() {
      const alarms = new Map<string, Alarm>();
      await readLines(journal, cursor.load() ?? journal.oldest(), (text) => {
        const event = parseAlarmLine(text);
        if (event) applyToAlarms(alarms, event);
      });
      return alarms;
    },
    async write(events, after) {
      if (events.length === 0) return;
      const writing = journal.append(events.map((event) => toJsonLine(toAlarmRecord(event))));
      underWay.add(writing);
      try {
        await writing;
        // Behind what is on disk nothing may be open, or it would be forgotten: lines under way may say that it is.
        if (underWay.size === 1 && isQuiet(after)) cursor.save(journal.end());
      } catch (error) {
        log(`alarm events were not written: ${String(error)}`);
        throw error;
      } finally {
        underWay.delete(writing);
      }
    },
    async flush() {
      await Promise.allSettled(underWay);
    },
    async close() {
      await journal.close();
      await cursor.flush().catch((error: unknown) => log(`the place in the alarm journal was not kept: ${String(error)}`));
    },
  };
}

function isQuiet(alarms: Alarms): boolean {
  return [...alarms.values()].every(({ occurrence, shelf, outOfService }) => !occurrence && !shelf && !outOfService);
}
