import { listOwnFaults, pickFaultEvent } from "../../shared/statistics/own-faults.ts";
import type { FaultEvent, OwnFaults } from "../../shared/statistics/own-faults.ts";
import type { Interval } from "../../shared/statistics/intervals.ts";
import { isForWindow, listAlarmFiles, scanAlarmFile } from "./alarm-files.ts";
import type { AlarmFile } from "./alarm-files.ts";

/** Reads from an alarm journal, a PC's own or a collector's, which failures may have been the fault of the PC that saw them, also beside a running app. */
export interface OwnFaultReader {
  /** Those of a window, and others near it, of each PC; "" in its own journal. Rejects when `signal` says so. */
  read(window: Interval, signal: AbortSignal): Promise<Map<string, OwnFaults>>;
}

interface FoundEvent {
  clientId: string;
  event: FaultEvent;
}

/** Remembers of each file, as long as it is there, what is needed of it. */
export function createOwnFaultReader(folder: string): OwnFaultReader {
  const known = new Map<string, { stamp: string; events: FoundEvent[] }>();
  let last: Promise<unknown> = Promise.resolve();

  async function readFile(file: AlarmFile, signal: AbortSignal): Promise<FoundEvent[]> {
    const { path, stamp } = file;
    const before = known.get(path);
    if (before?.stamp === stamp) return before.events;
    const events: FoundEvent[] = [];
    await scanAlarmFile(file, signal, (event, clientId) => {
      const needed = event && pickFaultEvent(event);
      if (needed) events.push({ clientId, event: needed });
    });
    known.set(path, { stamp, events });
    return events;
  }

  async function readEvents(window: Interval, signal: AbortSignal): Promise<FoundEvent[]> {
    signal.throwIfAborted();
    const files = await listAlarmFiles(folder);
    const present = new Set(files.map(({ path }) => path));
    for (const path of known.keys()) if (!present.has(path)) known.delete(path);
    const all: FoundEvent[] = [];
    for (const file of files) if (isForWindow(file, window)) all.push(...(await readFile(file, signal)));
    return all;
  }

  return {
    read(window, signal) {
      const answer = last.then(async () => {
        const found = Map.groupBy(await readEvents(window, signal), ({ clientId }) => clientId);
        return new Map([...found].map(([clientId, list]) => [clientId, listOwnFaults(list.map(({ event }) => event))]));
      });
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
