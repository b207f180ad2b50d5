import { join } from "node:path";
import type { Settings } from "../shared/settings.ts";
import { openAlarmJournal } from "./alarms/open-alarm-journal.ts";
import { startsOf } from "./delivery/find-place.ts";
import { createCursor } from "./journal/create-cursor.ts";
import type { Cursor } from "./journal/create-cursor.ts";
import { createJournal } from "./journal/create-journal.ts";
import type { Journal } from "./journal/types.ts";
import { openStateJournal } from "./states/open-state-journal.ts";

/** A data dir's journals, and from where on they are read. Whoever writes to one closes it. */
export interface Journals {
  /** Of the failures. */
  journal: Journal;
  logsDirectory: string;
  stateJournal: Journal;
  statesDirectory: string;
  alarmJournal: Journal;
  cursors: {
    /** How far central has the failures. */
    central: Cursor;
    /** Where the first delivery of each began: whoever deletes `cursors/` must not leave out what waits. */
    centralStart: Cursor;
    otlpStart: Cursor;
    statesStart: Cursor;
    /** How far the OpenTelemetry receiver has them. */
    otlp: Cursor;
    /** How far the room's collector has the states. */
    states: Cursor;
    /** Where no alarm was open last. */
    alarms: Cursor;
    /** How far central has the alarms. */
    centralAlarms: Cursor;
  };
}

export interface JournalsOptions {
  dataDir: string;
  settings: () => Settings;
  now: () => number;
  log: (message: string) => void;
}

/** Refuses (throws) a data dir that another process writes to. */
export async function openJournals({ dataDir, settings, now, log }: JournalsOptions): Promise<Journals> {
  const logsDirectory = join(dataDir, "logs", "mediamtx_errors");
  const statesDirectory = join(dataDir, "logs", "states");
  const openCursor = (name: string): Cursor => createCursor({ directory: join(dataDir, "cursors"), name });
  const openStart = (name: string): Cursor => createCursor({ directory: startsOf(dataDir), name });
  const cursors = {
    central: openCursor("central"),
    centralStart: openStart("central"),
    otlpStart: openStart("otlp"),
    statesStart: openStart("states"),
    otlp: openCursor("otlp"),
    states: openCursor("states"),
    alarms: openCursor("alarms"),
    centralAlarms: openCursor("central-alarms"),
  };
  const common = { quarantineDirectory: join(dataDir, "logs", "quarantine"), now, log };
  const logs = () => settings().logs;
  const journal = await createJournal({
    ...common,
    directory: logsDirectory,
    limits: logs,
    readers() {
      const { central, otlp } = settings();
      return [...(central.enabled ? [cursors.central] : []), ...(otlp.enabled ? [cursors.otlp] : [])].flatMap(
        (cursor) => cursor.load() ?? [],
      );
    },
  });
  const stateJournal = await openStateJournal({ ...common, directory: statesDirectory, logs });
  const alarmJournal = await openAlarmJournal({ ...common, directory: join(dataDir, "logs", "alarms"), logs });
  return { journal, logsDirectory, stateJournal, statesDirectory, alarmJournal, cursors };
}
