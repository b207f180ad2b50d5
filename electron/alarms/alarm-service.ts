import type { ActClient, Alarm, AlarmEvent } from "../../shared/alarms/alarm.ts";
import type { Alarms } from "../../shared/alarms/apply-alarm-event.ts";
import type { AlarmKind } from "../../shared/alarms/alarm-kinds.ts";
import type { Evidence } from "../../shared/alarms/evidence.ts";
import type { RoomView } from "../../shared/alarms/make-alarm-view.ts";
import type { HostFinding } from "../../shared/alarms/situation.ts";
import type { RoomAct } from "../../shared/room/room-act.ts";
import type { AlarmApi, AlarmChanges } from "../../shared/alarms-api.ts";
import type { HostStatus } from "../../shared/host-status.ts";
import type { ErrorRecord } from "../../shared/record.ts";
import type { SettingsWarning } from "../../shared/settings-state.ts";
import type { Settings } from "../../shared/settings.ts";
import type { StateRecord, StreamState } from "../../shared/state-line.ts";
import type { AliveReport } from "../../shared/state-report.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import type { Journal } from "../journal/types.ts";
import type { AlarmClock } from "./create-system-clock.ts";

export interface AlarmsOptions {
  /** Closed with the alarms. */
  journal: Journal;
  /** Where in it no alarm was open last. */
  cursor: Cursor;
  stateJournal: Pick<Journal, "read" | "positionAt">;
  settings: () => Settings;
  status: () => HostStatus;
  warnings: () => readonly SettingsWarning[];
  /** Adds what probes have found; what pages have said of their streams stands in it. */
  completeEvidence?: (evidence: Evidence) => Evidence;
  /** What people call what an alarm is about; undefined: its line does not say so. */
  nameAlarm?: (alarm: { kind: AlarmKind; source: string }) => string | undefined;
  /** This PC, as other PCs of the room are told of it; undefined: there are none. */
  actClient?: () => ActClient | undefined;
  room?: RoomView;
  clock: AlarmClock;
  /** Under whose name people act. */
  sign?: () => { by?: string };
  notify: (changes: AlarmChanges) => void;
  /** After each decision. */
  onDecided?: (moment: AlarmMoment) => void;
  /** After a person has acted on them; not on disk yet. */
  onActed?: (events: readonly AlarmEvent[]) => void;
  log: (message: string) => void;
}

/** The alarms after something was decided about them. */
export interface AlarmMoment {
  alarms: Alarms;
  /** What was decided just now. */
  events: readonly AlarmEvent[];
  /** The settings expect it to be down now. */
  isMasked: (alarm: Alarm) => boolean;
}

/** Follows what pages say of their streams, and turns it into alarms. */
export interface AlarmService {
  api: AlarmApi;
  /** A line of the state journal that is on disk. */
  noteState(record: StateRecord): void;
  /** What a page suspects besides. */
  noteAlive(report: AliveReport): void;
  /** A failure that is on disk. */
  noteRecord(record: ErrorRecord): void;
  /** Something else that is judged has changed: status, settings, evidence. */
  noteChange(): void;
  /** What somebody else finds wrong, instead of what the same one has found before. */
  setFindings(finder: string, findings: readonly HostFinding[]): void;
  /** How many streams of the settings are in each state now. */
  countStreams(): Record<StreamState, number>;
  /** What was done at other PCs; each counts once, in whatever order they come. Resolves when it is on disk. */
  takeActs(acts: readonly RoomAct[]): Promise<void>;
  /** What is known of the other PCs has changed. */
  noteRoom(): void;
  /** Resolves when all that has happened until now is on disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
