/** Wires the services. What differs between the two hosts comes in as options; nothing below here knows which one it is. */
import { hostname } from "node:os";
import { METHOD_NAMES } from "../shared/api-names.ts";
import type { ControlRoomApi, NotificationName, Notifications } from "../shared/api-names.ts";
import type { HostStatus } from "../shared/host-status.ts";
import type { ClientIdentity } from "../shared/record.ts";
import type { ControlRoom, ControlRoomOptions } from "./control-room-types.ts";
import { followSettings, noteActs, noteServerActions, noteUnlocks } from "./audit/note-acts.ts";
import { openAudit } from "./audit/open-audit.ts";
import { createSystemClock } from "./alarms/create-system-clock.ts";
import { coalesce } from "./coalesce.ts";
import { createAdmin } from "./create-admin.ts";
import { createAlarmDesk } from "./create-alarm-desk.ts";
import { answerSafely, createCall } from "./create-api.ts";
import { createLinks } from "./delivery/create-links.ts";
import { createOwnDemo } from "./demo/own-demo.ts";
import { createDiagnostics } from "./diagnostics/create-diagnostics.ts";
import { openHistory } from "./history/open-history.ts";
import { openServerActor } from "./recovery/open-server-actor.ts";
import { followPolicy } from "./settings/follow-policy.ts";
import { loadOwnClientId } from "./settings/load-own-client-id.ts";
import { createSettingsStore } from "./settings/settings-store.ts";
import { createRoom } from "./room/create-room.ts";
import { createDuty } from "./shifts/create-duty.ts";
import { createHandover } from "./shifts/create-handover.ts";
import { createPinKeeper } from "./shifts/keep-pins.ts";
import { createSignature } from "./shifts/create-signature.ts";
import { createRecorders } from "./create-recorders.ts";
import { createReports } from "./create-reports.ts";
import { openJournals } from "./open-journals.ts";
import { createOwnCalls } from "./own-calls.ts";
import { createSetupCalls } from "./setup-calls.ts";
import { createShellCalls } from "./shell-calls.ts";
import { createUpdates } from "./updates/create-updates.ts";

type Listener = Parameters<ControlRoom["onNotification"]>[0];

/** Refuses (throws) a data dir that another process writes to. */
export async function createControlRoom(options: ControlRoomOptions): Promise<ControlRoom> {
  const { dataDir, now, log, secrets } = options;
  const readSecret = secrets.read;
  const listeners = new Set<Listener>();
  const notify = <N extends NotificationName>(name: N, payload: Notifications[N]): void => {
    for (const listener of listeners) listener(name, payload);
  };

  const settingsStore = await createSettingsStore(options);
  const settings = () => settingsStore.state().settings;

  const pins = createPinKeeper(settings);
  const admin = createAdmin({
    settingsStore,
    hide: pins.hide,
    isKiosk: options.isKiosk ?? false,
    now,
    setTimer: (callback, milliseconds) => clock.setTimer(callback, milliseconds),
    onChange: () => notify("settingsChanged", admin.settingsState()),
    log,
  });

  const clientId = await loadOwnClientId({ dataDir, now, log });
  const identity = { version: options.version, clientId };
  const journals = await openJournals({ dataDir, settings, now, log });
  const { journal, logsDirectory, stateJournal, statesDirectory, alarmJournal, cursors } = journals;
  const statusChanged = coalesce(() => {
    notify("statusChanged", status());
    alarms.noteChange();
  });
  const clock = createSystemClock(now);
  const links = createLinks({
    ...options,
    setTimer: clock.setTimer,
    readSecret,
    settings,
    journal,
    stateJournal,
    cursors,
    directory: dataDir,
    identity,
    onChange: statusChanged,
  });
  const status = (): HostStatus => ({ journal: journal.status(), ...links.status() });

  const client = (): ClientIdentity => {
    const { name, site } = settings().client;
    return { id: clientId, version: options.version, ...(name ? { name } : {}), ...(site ? { site } : {}), hostName: hostname() };
  };
  const audit = await openAudit({ ...options, settings, client, operator: () => duty.operator() });
  const duty = await createDuty({ ...options, settings, audit, setTimer: clock.setTimer, notify: (state) => notify("dutyChanged", state) });
  const { alarms, alerts, recovery, ...alarmDesk } = await createAlarmDesk({
    ...options,
    settingsStore,
    client,
    clock,
    links,
    journals,
    status,
    sign: createSignature(settings, duty),
    notify,
    onActed: (events) => noteActs(audit, events),
    onDecided(moment) {
      serverActor.follow(moment);
      updates.follow(moment);
    },
  });
  const { states, recorder } = createRecorders({
    ...options,
    journal,
    stateJournal,
    statesDirectory,
    settings,
    client,
    diagnosis: recovery.last,
    alarms,
    clockOffset: () => room.clockOffset(),
    notify,
  });
  const serverActor = openServerActor({
    ...options,
    settings,
    readSecret,
    setTimer: clock.setTimer,
    stateJournal,
    record: noteServerActions(audit, states.recordAction),
    evidence: recovery.evidence,
    onFindings: (findings) => alarms.setFindings("recovery", findings),
  });
  const updates = createUpdates({
    ...options,
    settingsStore,
    setTimer: clock.setTimer,
    onFindings: (findings) => alarms.setFindings("updates", findings),
    onChange: (state) => notify("updatesChanged", state),
  });

  const history = await openHistory({
    dataDir,
    start: options.startHistory,
    marks: () => ({ isOn: settings().central.enabled, start: cursors.centralStart.load(), cursor: cursors.central.load() }),
    settings,
    notify,
    log,
  });

  const reports = createReports({ ...options, history, settings, status, clock, alarms });
  const diagnostics = createDiagnostics({
    ...options,
    settings,
    status,
    readSecret,
    identity,
    hostName: hostname(),
    onChecks: (changes) => notify("diagnosticsChanged", changes),
  });

  const room = createRoom({
    ...options,
    access: links.central.access,
    client,
    settings,
    status,
    countStreams: alarms.countStreams,
    journal,
    cursor: cursors.central,
    setTimer: clock.setTimer,
  });

  const handover = await createHandover({
    ...options,
    settings,
    duty,
    alarms: alarms.api,
    alarmJournal,
    stateJournal,
    status,
    audit,
    notify: () => notify("handoverChanged", {}),
  });

  const configureLinks = () => links.configure(settings());
  const demo = createOwnDemo({ createMedia: options.createMedia, settings, saveSettings: (changes) => api.saveSettings({ changes }), log });
  const common = { options, clientId, settingsStore, recovery, audit };
  const services = { recorder, states, serverActor, links, alarms, alerts };
  const api: ControlRoomApi = {
    ...createOwnCalls({ ...common, ...services, pins, logsDirectory, settingsState: admin.settingsState, status }),
    ...createSetupCalls({ ...common, link: links.central, startDemo: demo.start, onSecret: () => void configureLinks() }),
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
    statusChanged();
    history.noteGrowth();
  });
  followSettings(audit, settingsStore);
  settingsStore.onChange(() => {
    notify("settingsChanged", admin.settingsState());
    alarms.noteChange();
    duty.follow();
    void configureLinks();
    void alerts.configure();
    void demo.follow();
  });
  await configureLinks();
  await alerts.configure();
  void demo.follow();
  const policy = followPolicy({ ...options, setTimer: clock.setTimer, renew: settingsStore.renewPolicy });
  for (const { kind, file, detail } of settingsStore.state().warnings) log(`settings: ${kind} in ${file}: ${detail}`);
  log(`started: MTX Watch ${options.version}, ${METHOD_NAMES.length} calls, client ${clientId}, data in ${dataDir}`);

  return {
    api,
    call: createCall(admin.guard(api), log),
    notify,
    keepOpenedLogs: (part) => answerSafely("opened logs", () => history.openedLogs.write(part), log),
    openSupportFile: diagnostics.openSupportFile,
    discardOpenedLogs: (id) => answerSafely("opened logs", () => history.openedLogs.discard(id).then(() => ({})), log),
    onNotification(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
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
