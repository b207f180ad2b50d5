import { hostname } from "node:os";
import { join } from "node:path";
import type { ControlRoomApi } from "../shared/api-names.ts";
import type { HostStatus } from "../shared/host-status.ts";
import type { SettingsState } from "../shared/settings-state.ts";
import type { AlarmService } from "./alarms/alarm-service.ts";
import type { Alerts } from "./alerts/create-alerts.ts";
import type { Audit } from "./audit/open-audit.ts";
import { apiError } from "./api-error.ts";
import type { ControlRoomOptions } from "./control-room-types.ts";
import type { Links } from "./delivery/create-links.ts";
import type { Recorder } from "./recorder/create-recorder.ts";
import type { Recovery } from "./recovery/create-recovery.ts";
import type { ServerActor } from "./recovery/create-server-actor.ts";
import { relayRequest } from "./recovery/relay-request.ts";
import { readAuthorization } from "./settings/read-authorization.ts";
import type { SettingsStore } from "./settings/settings-store.ts";
import type { PinKeeper } from "./shifts/keep-pins.ts";
import type { StateRecorder } from "./states/create-state-recorder.ts";

export interface OwnCallsOptions {
  options: Pick<ControlRoomOptions, "kind" | "version" | "configFile" | "dataDir" | "nativeMenu" | "shell" | "secrets">;
  clientId: string;
  logsDirectory: string;
  settingsStore: SettingsStore;
  settingsState: () => SettingsState;
  pins: PinKeeper;
  recorder: Recorder;
  states: StateRecorder;
  recovery: Recovery;
  serverActor: ServerActor;
  links: Links;
  alarms: Pick<AlarmService, "noteAlive">;
  alerts: Pick<Alerts, "retryNow">;
  audit: Pick<Audit, "write">;
  status: () => HostStatus;
}

/** What a page reports, and what it asks of the host itself. Whoever else answers a call has it in an API of its own. */
export function createOwnCalls({
  options,
  clientId,
  logsDirectory,
  settingsStore,
  settingsState,
  pins,
  links,
  alarms,
  alerts,
  audit,
  status,
  ...services
}: OwnCallsOptions) {
  const { recorder, states, recovery, serverActor } = services;
  const settings = () => settingsStore.state().settings;
  return {
    getHost: async () => ({
      kind: options.kind,
      version: options.version,
      clientId,
      hostName: hostname(),
      logsDirectory,
      settingsFile: options.configFile ?? join(options.dataDir, "settings.json"),
      nativeMenu: options.nativeMenu,
      hasShell: options.shell !== undefined,
      secretsFile: options.secrets.file,
    }),
    getSettings: async () => settingsState(),
    async saveSettings({ changes }) {
      const saved = await settingsStore.save(pins.restore(changes));
      if (!saved.ok) throw apiError(saved.code, saved.message);
      return settingsState();
    },
    makePin: async ({ pin }) => ({ pinHash: await pins.makePin(pin) }),
    async getWhepAuthorization({ serverId }) {
      const server = settings().servers.find(({ id }) => id === serverId);
      const authorization = server && (await readAuthorization(server.auth, options.secrets.read));
      return authorization === undefined ? {} : { authorization };
    },
    async askServer(input) {
      const answer = await relayRequest(input, settings());
      if (!answer) throw apiError("forbidden", "no server of the settings is at this address");
      return answer;
    },
    reportError(report) {
      // Nothing fails that is watched.
      if (!report.detail.mainStream) {
        recovery.noteFailure(report);
        serverActor.noteFailure(report);
      }
      return recorder.record(report);
    },
    reportState(report) {
      recovery.noteState(report);
      serverActor.noteState(report);
      return states.recordState(report);
    },
    reportRecovery: (report) => states.recordRecovery(report),
    reportAlive(input) {
      recovery.noteAlive();
      alarms.noteAlive(input);
      return states.recordAlive(input);
    },
    getStatus: async () => status(),
    async retryDelivery() {
      links.retryNow();
      alerts.retryNow();
      void audit.write({ event: "delivery_retried", what: {} });
      return status();
    },
    async resendRejected({ at }) {
      const records = await links.central.sendAgain(at.map(({ file, offset }) => ({ segment: file, offset })));
      if (records === undefined) throw apiError("unavailable", "delivery to central is off");
      await audit.write({ event: "rejected_resent", what: { records } });
      return { records };
    },
    async diagnose(input) {
      const finding = await recovery.diagnose(input);
      if (!finding) throw apiError("invalid_input", "there is no such stream or server");
      return finding;
    },
  } satisfies Partial<ControlRoomApi>;
}
