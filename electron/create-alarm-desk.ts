import { hostname } from "node:os";
import type { NotificationName, Notifications } from "../shared/api-names.ts";
import { createListeners } from "../shared/create-listeners.ts";
import type { HostStatus } from "../shared/host-status.ts";
import type { ClientIdentity } from "../shared/record.ts";
import type { AlarmMoment, AlarmsOptions } from "./alarms/alarm-service.ts";
import { createAlarms } from "./alarms/create-alarms.ts";
import type { AlarmClock } from "./alarms/create-system-clock.ts";
import { createAlerts } from "./alerts/create-alerts.ts";
import type { ControlRoomOptions } from "./control-room-types.ts";
import type { Links } from "./delivery/create-links.ts";
import type { Journals } from "./open-journals.ts";
import { completeEvidence } from "./recovery/complete-evidence.ts";
import { createRecovery } from "./recovery/create-recovery.ts";
import { createOthersDesk } from "./room/create-others-desk.ts";
import { nameForRoom } from "./room/name-for-room.ts";
import { sayOfOthers } from "./room/say-of-others.ts";
import { shareAlarms } from "./room/share-alarms.ts";
import type { SettingsStore } from "./settings/settings-store.ts";

export interface AlarmDeskOptions
  extends
    Pick<ControlRoomOptions, "dataDir" | "version" | "now" | "random" | "log" | "secrets" | "sendRequest">,
    Pick<AlarmsOptions, "sign" | "onActed"> {
  settingsStore: SettingsStore;
  client: () => ClientIdentity;
  clock: AlarmClock;
  links: Links;
  journals: Pick<Journals, "alarmJournal" | "stateJournal" | "cursors">;
  status: () => HostStatus;
  notify: <N extends NotificationName>(name: N, payload: Notifications[N]) => void;
}

/** Alarms, what is found out about their causes, how they reach people, and what other PCs know of them: each needs the others. */
export async function createAlarmDesk(options: AlarmDeskOptions) {
  const { settingsStore, client, clock, links, journals, secrets, notify, now, log } = options;
  const { alarmJournal, stateJournal, cursors } = journals;
  const settings = () => settingsStore.state().settings;
  const readSecret = secrets.read;
  const decided = createListeners<[AlarmMoment]>();

  const shared = shareAlarms({
    ...options,
    access: links.central.access,
    journal: alarmJournal,
    cursors,
    clientId: client().id,
    setTimer: clock.setTimer,
    takeActs: (acts) => alarms.takeActs(acts),
    onSignWanted: () => notify("signWanted", {}),
    onChange() {
      alarms.noteRoom();
      alerts.noteChange();
    },
  });
  const alerts = await createAlerts({
    ...options,
    readSecret,
    isSentElsewhere: shared.isSentElsewhere,
    settings: () => settingsStore.state(),
    hostName: hostname(),
    setTimer: clock.setTimer,
    onFindings: (findings) => alarms.setFindings("channels", findings),
  });
  const recovery = createRecovery({
    settings,
    now,
    readSecret,
    delivery: links.central.status,
    onSlates: (streamIds) => notify("slatesSeen", { streamIds }),
    onLooked: () => alarms.noteChange(),
    log,
  });
  const others = createOthersDesk({
    ...options,
    access: links.central.access,
    setTimer: clock.setTimer,
    onAnswer: () => alarms.noteChange(),
  });
  const alarms = createAlarms({
    ...options,
    journal: alarmJournal,
    cursor: cursors.alarms,
    stateJournal,
    settings,
    warnings: () => settingsStore.state().warnings,
    completeEvidence: (evidence) => sayOfOthers(completeEvidence(evidence, recovery.evidence()), others),
    ...nameForRoom({ settings, client }),
    room: shared.view,
    notify: (changes) => notify("alarmsChanged", changes),
    onDecided: decided.notify,
  });
  decided.add(alerts.follow);

  return {
    alarms,
    alerts,
    recovery,
    /** Called after each decision, with what was decided. Returns what ends it. */
    onDecided: decided.add,
    async close() {
      recovery.close();
      others.close();
      await shared.close();
      await alarms.close();
      await alerts.close();
    },
  };
}
