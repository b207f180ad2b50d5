import { hostname } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { ControlRoomApi, HostStatus, SettingsState } from "../shared/api-names.ts";
import type { AlarmService } from "./alarms/alarm-service.ts";
import type { Alerts } from "./alerts/create-alerts.ts";
import { apiError } from "./api-error.ts";
import type { ControlRoomOptions } from "./control-room-types.ts";
import { askCentral } from "./delivery/central.ts";
import { createCentralClient } from "./delivery/central-client.ts";
import type { CentralLink } from "./delivery/central-link.ts";
import type { OtlpLink } from "./delivery/otlp-link.ts";
import type { Recorder } from "./recorder/create-recorder.ts";
import type { Recovery } from "./recovery/create-recovery.ts";
import type { ServerActor } from "./recovery/create-server-actor.ts";
import type { SurveyInput } from "./recovery/survey-server.ts";
import { readAuthorization } from "./settings/read-authorization.ts";
import type { SettingsStore } from "./settings/settings-store.ts";
import type { StateRecorder } from "./states/create-state-recorder.ts";

export interface OwnCallsOptions {
  options: Pick<
    ControlRoomOptions,
    "kind" | "version" | "configFile" | "dataDir" | "nativeMenu" | "shell" | "secrets" | "sendRequest" | "now"
  >;
  clientId: string;
  logsDirectory: string;
  settingsStore: SettingsStore;
  recorder: Recorder;
  states: StateRecorder;
  recovery: Recovery;
  serverActor: ServerActor;
  link: CentralLink;
  otlpLink: OtlpLink;
  alarms: Pick<AlarmService, "noteAlive">;
  alerts: Pick<Alerts, "retryNow">;
  status: () => HostStatus;
  /** A secret has changed: who reads it only when settings change reads it again. */
  onSecret: () => void;
}

/** Milliseconds: somebody waits for the answer. */
const CENTRAL_TEST_TIMEOUT = 10_000;

/** What a page reports, and what it asks of the host itself. Whoever else answers a call has it in an API of its own. */
export function createOwnCalls({
  options,
  clientId,
  logsDirectory,
  settingsStore,
  link,
  otlpLink,
  alarms,
  alerts,
  status,
  onSecret,
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
    getSettings: async () => settingsStore.state(),
    async saveSettings({ changes }) {
      const saved = await settingsStore.save(changes);
      if (!saved.ok) throw apiError(saved.code, saved.message);
      return settingsStore.state();
    },
    async getWhepAuthorization({ serverId }) {
      const server = settings().servers.find(({ id }) => id === serverId);
      const authorization = server && (await readAuthorization(server.auth, options.secrets.read));
      return authorization === undefined ? {} : { authorization };
    },
    reportError(report) {
      recovery.noteFailure(report);
      serverActor.noteFailure(report);
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
      link.retryNow();
      otlpLink.retryNow();
      alerts.retryNow();
      return status();
    },
    async resendRejected({ at }) {
      const records = await link.sendAgain(at.map(({ file, offset }) => ({ segment: file, offset })));
      if (records === undefined) throw apiError("unavailable", "delivery to central is off");
      return { records };
    },
    async diagnose(input) {
      const finding = await recovery.diagnose(input);
      if (!finding) throw apiError("invalid_input", "there is no such stream or server");
      return finding;
    },
    async keepSecret({ secretRef, value }) {
      const outcome = await options.secrets.keep(secretRef, value);
      if (outcome === "given") throw apiError("locked", `"${secretRef}" is given by the environment or by ${options.secrets.file}`);
      if (outcome === "no_key_store") throw apiError("unavailable", "no key store of the system can keep it");
      onSecret();
      return {};
    },
    async findSecrets({ secretRefs }) {
      const { find, canKeep } = options.secrets;
      const places = await Promise.all(secretRefs.map(async (secretRef) => [secretRef, await find(secretRef)] as const));
      return { places: Object.fromEntries(places), canKeep: await canKeep() };
    },
    async surveyServer(input) {
      if (input.credentials?.kind === "kept" && !mayAskWithSecrets(input, settingsStore.state()))
        throw apiError("locked", "this machine's policy sets the servers: no other one is asked with their secrets");
      return recovery.survey(input);
    },
    async testCentral(input) {
      const { settings: present, locked } = settingsStore.state();
      const asSet = <K extends "url" | "secretRef">(key: K) => (locked.includes(`central.${key}`) ? present.central[key] : input[key]);
      const url = asSet("url") ?? "";
      if (url === "") throw apiError("invalid_input", "central has no address");
      if (url === present.central.url) await link.learnAnew();
      const token = await options.secrets.read(asSet("secretRef") ?? "");
      const identity = { version: options.version, clientId };
      const client = createCentralClient({
        ...options,
        url,
        ...(token !== undefined && { token }),
        identity,
        timeout: CENTRAL_TEST_TIMEOUT,
      });
      return askCentral(client, new AbortController().signal);
    },
  } satisfies Partial<ControlRoomApi>;
}

/** Where a policy says which servers there are, their secrets are for these alone. */
function mayAskWithSecrets(input: SurveyInput, { settings, locked }: SettingsState): boolean {
  const { whepBaseUrl, apiUrl = "", credentials } = input;
  if (!locked.includes("servers")) return true;
  return settings.servers.some(({ auth, apiAuth, ...server }) =>
    isDeepStrictEqual([server.whepBaseUrl, server.apiUrl, { kind: "kept", auth, apiAuth }], [whepBaseUrl, apiUrl, credentials]),
  );
}
