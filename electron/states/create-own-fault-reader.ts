import { join } from "node:path";
import { parseAlarmLine } from "../../shared/alarms/alarm-line.ts";
import type { AlarmEvent, AlarmEventType } from "../../shared/alarms/alarm.ts";
import { listOwnFaults } from "../../shared/statistics/own-faults.ts";
import type { OwnFaults } from "../../shared/statistics/own-faults.ts";
import { scanLines } from "../journal/segment-lines.ts";
import { compareSegmentNames } from "../journal/segment-name.ts";
import { listDayFiles } from "./read-states.ts";

/** Reads from the alarm journal which failures may have been this PC's own fault, also beside a running app. */
export interface OwnFaultReader {
  /** Up to a moment, Unix milliseconds. */
  read(until: number): Promise<OwnFaults>;
}

const NEEDED: readonly AlarmEventType[] = ["raised", "diagnosed", "suppressed", "released", "cleared"];
const DAY = 86_400_000;

/** Remembers what of each file is needed; the journal holds little more than an event for each alarm and each of its streams. */
export function createOwnFaultReader(folder: string): OwnFaultReader {
  const known = new Map<string, { stamp: string; events: AlarmEvent[] }>();
  let last: Promise<unknown> = Promise.resolve();

  async function readEvents(until: number): Promise<AlarmEvent[]> {
    const files = await listDayFiles(folder, { from: 0, to: until + DAY });
    for (const name of known.keys()) if (!files.some((file) => file.name === name)) known.delete(name);
    const all: AlarmEvent[] = [];
    for (const { name, stamp, isPlain, size } of files.sort((a, b) => compareSegmentNames(a.name, b.name))) {
      const before = known.get(name);
      const events = before?.stamp === stamp ? before.events : [];
      if (before?.stamp !== stamp) {
        await scanLines({ path: join(folder, name), from: 0, to: isPlain ? size : Infinity }, ({ bytes }) => {
          const event = parseAlarmLine(bytes.toString());
          if (event && NEEDED.includes(event.type)) events.push(event);
          return true;
        });
        known.set(name, { stamp, events });
      }
      all.push(...events);
    }
    return all;
  }

  return {
    read(until) {
      const answer = last.then(async () => listOwnFaults(await readEvents(until)));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
