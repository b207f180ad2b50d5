/** Wires the services. What differs between the two hosts comes in as options; nothing below here knows which one it is. */
import { hostname } from "node:os";
import { METHOD_NAMES } from "../shared/api-names.ts";
import type { ControlRoomApi } from "../shared/api-names.ts";
import { createListeners } from "../shared/create-listeners.ts";
import type { HostStatus } from "../shared/host-status.ts";
import { createSystemClock } from "./alarms/create-system-clock.ts";
import { followSettings, noteActs, noteServerActions, noteUnlocks } from "./audit/note-acts.ts";
import { coalesce } from "./coalesce.ts";
import type { ControlRoom, ControlRoomOptions } from "./control-room-types.ts";
import { createAdmin } from "./create-admin.ts";
import { createAlarmDesk } from "./create-alarm-desk.ts";
import { answerSafely, createCall } from "./create-api.ts";
import { createRecorders } from "./create-recorders.ts";
import { createReports } from "./create-reports.ts";
import { createLinks } from "./delivery/create-links.ts";
import { createOwnDemo } from "./demo/own-demo.ts";
import { createDiagnostics } from "./diagnostics/create-diagnostics.ts";
import { openHistory } from "./history/open-history.ts";
import { openJournals } from "./open-journals.ts";
import { createOwnCalls } from "./own-calls.ts";
import { openServerActor } from "./recovery/open-server-actor.ts";
import { createRoom } from "./room/create-room.ts";
import { followPolicy } from "./settings/follow-policy.ts";
import { openClient } from "./settings/open-client.ts";
import { createSettingsStore } from "./settings/settings-store.ts";
import { createSetupCalls } from "./setup-calls.ts";
import { createShellCalls } from "./shell-calls.ts";
import { createHandover } from "./shifts/create-handover.ts";
import { createPinKeeper } from "./shifts/keep-pins.ts";
import { openShifts } from "./shifts/open-shifts.ts";
import { createUpdates } from "./updates/create-updates.ts";

type Listener = Parameters<ControlRoom["onNotification"]>[0];

/** Refuses (throws) a data dir that another process writes to. Each service is made of those before it; none is used before it is there. */
export async function createControlRoom(options: ControlRoomOptions): Promise<ControlRoom> {
  const { dataDir, version, now, log, secrets } = options;
  const listeners = createListeners<Parameters<Listener>>();
  const notify: ControlRoom["notify"] = listeners.notify;
  const clock = createSystemClock(now);
  const settingsStore = await createSettingsStore(options);
  const settings = () => settingsStore.state().settings;
  const common = { ...options, settingsStore, settings, clock, setTimer: clock.setTimer, readSecret: secrets.read, notify };

  const pins = createPinKeeper(settings);
  const admin = createAdmin({ ...common, hide: pins.hide, isKiosk: options.isKiosk ?? false, onChange: tellSettings });
  function tellSettings(): void {
    notify("settingsChanged", admin.settingsState());
  }

  const client = await openClient(common);
  const clientId = client().id;
  const identity = { version, clientId };
  const journals = await openJournals(common);
  const { journal, stateJournal, alarmJournal, logsDirectory, cursors } = journals;
  const statusListeners = createListeners();
  const links = createLinks({ ...common, ...journals, directory: dataDir, identity, onChange: statusListeners.notify });
  const status = (): HostStatus => ({ journal: journal.status(), ...links.status() });

  const { audit, duty, sign } = await openShifts({ ...common, client, notify: (state) => notify("dutyChanged", state) });
  const alarmDesk = await createAlarmDesk({
    ...common,
    client,
    links,
    journals,
    status,
    sign,
    onActed: (events) => noteActs(audit, events),
  });
  const { alarms, alerts, recovery } = alarmDesk;
  statusListeners.add(
    coalesce(() => {
      notify("statusChanged", status());
      alarms.noteChange();
    }),
  );

  const room = createRoom({
    ...common,
    access: links.central.access,
    client,
    status,
    countStreams: alarms.countStreams,
    journal,
    cursor: cursors.central,
    onFindings: (findings) => alarms.setFindings("room", findings),
  });
  const { states, recorder } = createRecorders({
    ...common,
    ...journals,
    client,
    diagnosis: recovery.last,
    alarms,
    clockOffset: room.clockOffset,
  });
  const serverActor = openServerActor({
    ...common,
    stateJournal,
    record: noteServerActions(audit, states.recordAction),
    evidence: recovery.evidence,
    onFindings: (findings) => alarms.setFindings("recovery", findings),
  });
  const updates = createUpdates({
    ...common,
    onFindings: (findings) => alarms.setFindings("updates", findings),
    onChange: (state) => notify("updatesChanged", state),
  });
  alarmDesk.onDecided(serverActor.follow);
  alarmDesk.onDecided(updates.follow);

  const history = await openHistory({
    ...common,
    start: options.startHistory,
    marks: () => ({ isOn: settings().central.enabled, start: cursors.centralStart.load(), cursor: cursors.central.load() }),
  });
  const reports = createReports({ ...common, history, status, alarms });
  const diagnostics = createDiagnostics({
    ...common,
    status,
    identity,
    hostName: hostname(),
    onChecks: (changes) => notify("diagnosticsChanged", changes),
  });
  const handover = await createHandover({
    ...common,
    ...journals,
    duty,
    alarms: alarms.api,
    status,
    audit,
    notify: () => notify("handoverChanged", {}),
  });

  const configureLinks = () => links.configure(settings());
  const demo = createOwnDemo({ createMedia: options.createMedia, settings, saveSettings: (changes) => api.saveSettings({ changes }), log });
  const services = { options, clientId, settingsStore, recovery, recorder, states, serverActor, links, alarms, alerts, audit, pins };
  const api: ControlRoomApi = {
    ...createOwnCalls({ ...services, logsDirectory, settingsState: admin.settingsState, status }),
    ...createSetupCalls({ ...services, link: links.central, startDemo: demo.start, onSecret: () => void configureLinks() }),
    ...createShellCalls({ shell: options.shell, logsDirectory, language: () => settings().language, audit }),
    ...audit.api,
    ...history.api,
    ...reports.api,
    ...alarms.api,
    ...alerts.api,
    ...diagnostics.api,
    ...noteUnlocks(audit, admin.api),
    ...updates.api,
    ...duty.api,
    ...handover.api,
  };

  const stopWatching = journal.onChange(() => {
    statusListeners.notify();
    history.noteGrowth();
  });
  followSettings(audit, settingsStore);
  settingsStore.onChange(() => {
    tellSettings();
    alarms.noteChange();
    duty.follow();
    void configureLinks();
    void alerts.configure();
    void demo.follow();
  });
  await configureLinks();
  await alerts.configure();
  void demo.follow();
  const policy = followPolicy({ ...common, renew: settingsStore.renewPolicy });
  for (const { kind, file, detail } of settingsStore.state().warnings) log(`settings: ${kind} in ${file}: ${detail}`);
  log(`started: MTX Watch ${version}, ${METHOD_NAMES.length} calls, client ${clientId}, data in ${dataDir}`);

  return {
    api,
    call: createCall(admin.guard(api), log),
    notify,
    keepOpenedLogs: (part) => answerSafely("opened logs", () => history.openedLogs.write(part), log),
    openSupportFile: diagnostics.openSupportFile,
    discardOpenedLogs: (id) => answerSafely("opened logs", () => history.openedLogs.discard(id).then(() => ({})), log),
    onNotification: listeners.add,
    setFindings: (findings) => alarms.setFindings("host", findings),
    noteQuit: updates.noteQuit,
    countUnwritten: () => [journal, stateJournal, alarmJournal].reduce((sum, { status }) => sum + status().buffered, 0),
    async close() {
      const saidGoodbye = room.close();
      policy.close();
      admin.close();
      duty.close();
      await handover.close();
      await updates.close();
      stopWatching();
      serverActor.close();
      diagnostics.close();
      reports.close();
      history.close();
      await demo.close();
      await alarmDesk.close();
      await links.close();
      await journal.close();
      await states.close();
      await audit.close();
      await saidGoodbye;
      log("closed");
    },
  };
}
