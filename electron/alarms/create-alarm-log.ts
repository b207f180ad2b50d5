import { parseAlarmLine, toAlarmRecord } from "../../shared/alarms/alarm-line.ts";
import type { Alarm, AlarmEvent } from "../../shared/alarms/alarm.ts";
import { applyToAlarms } from "../../shared/alarms/apply-alarm-event.ts";
import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import { toJsonLine } from "../../shared/plain-text.ts";
import { ACT_MARK, isRoomAct } from "../../shared/room/room-act.ts";
import { readLines } from "../journal/read-lines.ts";
import type { AlarmsOptions } from "./alarm-service.ts";

/** The alarm journal, and the place in it from which the present alarms follow. */
export interface AlarmLog {
  replay(at: number): Promise<Replayed>;
  /** `after`: the alarms with these events. Resolves when they are on disk. */
  write(events: readonly AlarmEvent[], after: Alarms): Promise<void>;
  /** Resolves when everything is on disk, or was refused. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface Replayed {
  alarms: Map<string, Alarm>;
  /** What people did since then, and in the last two days. */
  acts: AlarmEvent[];
  /** Of the last event that this PC made itself; "": there is none. */
  lastId: string;
}

export interface AlarmLogOptions extends Pick<AlarmsOptions, "journal" | "cursor" | "nameAlarm" | "actClient" | "log"> {}

/** So long another PC's act may come again, milliseconds. */
const ACTS_KEPT = 48 * 3_600_000;

export function createAlarmLog({ journal, cursor, nameAlarm, actClient, log }: AlarmLogOptions): AlarmLog {
  const underWay = new Set<Promise<void>>();

  function toLine(event: AlarmEvent): string {
    if (event.type !== "raised" || !nameAlarm) return toJsonLine(toAlarmRecord(event));
    const { condition, alarmId } = event;
    const name = nameAlarm({ kind: condition.kind, source: alarmId.slice(alarmId.indexOf(":") + 1) });
    return toJsonLine(toAlarmRecord(name === undefined ? event : { ...event, name }));
  }

  async function readLastId(): Promise<string> {
    const own = actClient?.()?.id;
    const newest = (await journal.readNewest(LAST_LINES)).flatMap(({ text }) => parseAlarmLine(text) ?? []);
    return newest.find((event) => !isRoomAct(event) || event.client.id === own)?.id ?? "";
  }

  return {
    /** The cursor stands where none was open last; without one everything is read. */
    async replay(at) {
      const alarms = new Map<string, Alarm>();
      const acts: AlarmEvent[] = [];
      const lastId = await readLastId();
      if (actClient?.()) {
        await readLines(journal, await journal.positionAt(at - ACTS_KEPT), (text) => {
          const event = text.includes(ACT_MARK) ? parseAlarmLine(text) : undefined;
          if (event) acts.push(event);
        });
      }
      await readLines(journal, cursor.load() ?? journal.oldest(), (text) => {
        const event = parseAlarmLine(text);
        if (event) applyToAlarms(alarms, event);
        if (event && isRoomAct(event)) acts.push(event);
      });
      return { alarms, acts, lastId };
    },
    async write(events, after) {
      if (events.length === 0) return;
      const writing = journal.append(events.map(toLine));
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

/** Among so many there is one of this PC, or they are all of a storm that others have acted on. */
const LAST_LINES = 200;

function isQuiet(alarms: Alarms): boolean {
  return [...alarms.values()].every(({ occurrence, shelf, outOfService }) => !occurrence && !shelf && !outOfService);
}
