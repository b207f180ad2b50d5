import { listOwnFaults, pickFaultEvent } from "../../shared/statistics/own-faults.ts";
import type { FaultEvent, OwnFaults } from "../../shared/statistics/own-faults.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { isForWindow, listAlarmFiles, scanAlarmFile } from "./alarm-files.ts";
import type { AlarmFile } from "./alarm-files.ts";

/** Reads from the alarm journal which failures may have been this PC's own fault, also beside a running app. */
export interface OwnFaultReader {
  /** Those of a window, and others near it. Rejects when `signal` says so. */
  read(window: Interval, signal: AbortSignal): Promise<OwnFaults>;
}

/** Remembers of each file, as long as it is there, what is needed of it. */
export function createOwnFaultReader(folder: string): OwnFaultReader {
  const known = new Map<string, { stamp: string; events: FaultEvent[] }>();
  let last: Promise<unknown> = Promise.resolve();

  async function readFile(file: AlarmFile, signal: AbortSignal): Promise<FaultEvent[]> {
    const { path, stamp } = file;
    const before = known.get(path);
    if (before?.stamp === stamp) return before.events;
    const events: FaultEvent[] = [];
    await scanAlarmFile(file, signal, (event) => {
      const needed = event && pickFaultEvent(event);
      if (needed) events.push(needed);
    });
    known.set(path, { stamp, events });
    return events;
  }

  async function readEvents(window: Interval, signal: AbortSignal): Promise<FaultEvent[]> {
    signal.throwIfAborted();
    const files = await listAlarmFiles(folder);
    const present = new Set(files.map(({ path }) => path));
    for (const path of known.keys()) if (!present.has(path)) known.delete(path);
    const all: FaultEvent[] = [];
    for (const file of files) if (isForWindow(file, window)) all.push(...(await readFile(file, signal)));
    return all;
  }

  return {
    read(window, signal) {
      const answer = last.then(async () => listOwnFaults(await readEvents(window, signal)));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
