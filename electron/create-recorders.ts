import type { NotificationName, Notifications } from "../shared/api-names.ts";
import type { ClientIdentity } from "../shared/record.ts";
import type { Settings } from "../shared/settings.ts";
import type { AlarmService } from "./alarms/alarm-service.ts";
import { coalesce } from "./coalesce.ts";
import type { Journals } from "./open-journals.ts";
import { createRecorder } from "./recorder/create-recorder.ts";
import type { Recovery } from "./recovery/create-recovery.ts";
import { createOriginProbe } from "./recovery/probe-origin.ts";
import { createStateRecorder } from "./states/create-state-recorder.ts";

export interface RecordersOptions extends Pick<Journals, "journal" | "stateJournal" | "statesDirectory"> {
  settings: () => Settings;
  client: () => ClientIdentity;
  now: () => number;
  pageOrigin: string;
  diagnosis: Recovery["last"];
  alarms: Pick<AlarmService, "noteState" | "noteRecord">;
  clockOffset: () => number | undefined;
  notify: <N extends NotificationName>(name: N, payload: Notifications[N]) => void;
}

/** What pages report becomes lines of the journals, and then known to alarms and to open screens. */
export function createRecorders({ stateJournal, statesDirectory, alarms, clockOffset, notify, ...options }: RecordersOptions) {
  const { now, pageOrigin } = options;
  const originProbe = createOriginProbe(now);
  const statesChanged = coalesce(() => notify("statesChanged", {}));
  const states = createStateRecorder({
    journal: stateJournal,
    directory: statesDirectory,
    now,
    originProbe,
    pageOrigin,
    clockOffset,
    onWritten(record) {
      alarms.noteState(record);
      if (!("event" in record) || record.event === "started" || record.event === "closed") statesChanged();
    },
  });
  const recorder = createRecorder({
    ...options,
    originProbe,
    onWritten(record) {
      notify("recordWritten", record);
      if (!record.detail.mainStream) alarms.noteRecord(record);
    },
  });
  return { states, recorder };
}
