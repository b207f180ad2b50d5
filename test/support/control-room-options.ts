import type { ControlRoomOptions } from "../../electron/control-room-types.ts";
import { createSecrets } from "../../electron/settings/secrets.ts";
import type { Secrets } from "../../electron/settings/secrets.ts";
import { startTestHistory } from "./start-test-history.ts";

/** Secrets as an environment gives them. */
export function makeSecrets(secrets: Record<string, string>): Secrets {
  return createSecrets({ env: Object.fromEntries(Object.entries(secrets).map(([ref, value]) => [`MTX_SECRET_${ref.toUpperCase()}`, value])), log: () => undefined }); // prettier-ignore
}

/** What a host hands over where nothing is asked of a desktop and nothing leaves the PC. */
export function makeControlRoomOptions(dataDir: string, change: Partial<ControlRoomOptions> = {}): ControlRoomOptions {
  return {
    kind: "web",
    dataDir,
    version: "0.0.0",
    nativeMenu: false,
    pageOrigin: "http://127.0.0.1",
    now: Date.now,
    random: Math.random,
    sendRequest: () => Promise.reject(new Error("nothing leaves this test")),
    findProxy: async () => undefined,
    startHistory: startTestHistory,
    secrets: makeSecrets({}),
    log: () => undefined,
    ...change,
  };
}
