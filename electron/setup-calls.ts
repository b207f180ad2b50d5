import { isDeepStrictEqual } from "node:util";
import type { SettingsFiles, SettingsState } from "../shared/settings-state.ts";
import type { SetupApi } from "../shared/setup-api.ts";
import type { Audit } from "./audit/open-audit.ts";
import { apiError } from "./api-error.ts";
import type { ControlRoomOptions } from "./control-room-types.ts";
import { askCentral } from "./delivery/central.ts";
import { createCentralClient } from "./delivery/central-client.ts";
import type { CentralLink } from "./delivery/central-link.ts";
import type { Recovery } from "./recovery/create-recovery.ts";
import type { SurveyInput } from "./recovery/survey-server.ts";
import type { SettingsStore } from "./settings/settings-store.ts";

export interface SetupCallsOptions {
  options: Pick<ControlRoomOptions, "version" | "secrets" | "sendRequest" | "now">;
  clientId: string;
  settingsStore: Pick<SettingsStore, "state">;
  recovery: Pick<Recovery, "survey">;
  link: Pick<CentralLink, "learnAnew">;
  startDemo: () => Promise<SettingsState>;
  audit: Pick<Audit, "write">;
  /** A secret has changed: who reads it only when settings change reads it again. */
  onSecret: () => void;
}

/** Milliseconds: somebody waits for the answer. */
const CENTRAL_TEST_TIMEOUT = 10_000;

/** What the setup and the settings screen ask of servers, central and secrets before anything is saved. */
export function createSetupCalls({
  options,
  clientId,
  settingsStore,
  recovery,
  link,
  startDemo,
  audit,
  onSecret,
}: SetupCallsOptions): SetupApi {
  const { secrets, version } = options;
  return {
    async surveyServer(input) {
      if (input.credentials?.kind === "kept" && !mayAskWithSecrets(input, settingsStore.state()))
        throw apiError("locked", "this machine's policy sets the servers: no other one is asked with their secrets");
      return recovery.survey(input);
    },
    async keepSecret({ secretRef, value }) {
      const outcome = await secrets.keep(secretRef, value);
      if (outcome === "given") throw apiError("locked", `"${secretRef}" is given by the environment or by ${secrets.file}`);
      if (outcome === "no_key_store") throw apiError("unavailable", "no key store of the system can keep it");
      void audit.write({ event: value === "" ? "secret_removed" : "secret_kept", what: { secretRef } });
      onSecret();
      return {};
    },
    async findSecrets({ secretRefs }) {
      return { places: await secrets.find(secretRefs), canKeep: await secrets.canKeep() };
    },
    startDemo,
    async testCentral(input) {
      const { settings, locked } = settingsStore.state();
      const asSet = <K extends "url" | "secretRef">(key: K) => (locked.includes(`central.${key}`) ? settings.central[key] : input[key]);
      const url = asSet("url") ?? "";
      if (url === "") throw apiError("invalid_input", "central has no address");
      if (url === settings.central.url) await link.learnAnew();
      const token = await secrets.read(asSet("secretRef") ?? "");
      const client = createCentralClient({
        ...options,
        url,
        ...(token !== undefined && { token }),
        identity: { version, clientId },
        timeout: CENTRAL_TEST_TIMEOUT,
      });
      return askCentral(client, new AbortController().signal);
    },
  };
}

/** Where a policy says which servers there are, their secrets are for these alone. */
function mayAskWithSecrets(input: SurveyInput, { settings, locked }: SettingsFiles): boolean {
  const { whepBaseUrl, apiUrl = "", credentials } = input;
  if (!locked.includes("servers")) return true;
  return settings.servers.some(({ auth, apiAuth, ...server }) =>
    isDeepStrictEqual([server.whepBaseUrl, server.apiUrl, { kind: "kept", auth, apiAuth }], [whepBaseUrl, apiUrl, credentials]),
  );
}
