import { join } from "node:path";
import type { SafeStorage } from "electron";
import { createKeyStore } from "../settings/key-store.ts";
import { createSecrets } from "../settings/secrets.ts";
import type { Secrets } from "../settings/secrets.ts";
import { createSystemCipher } from "./system-cipher.ts";

export interface OpenSecretsOptions {
  safeStorage: SafeStorage;
  dataDir: string;
  /** `--secrets FILE`. */
  file?: string;
  log: (message: string) => void;
}

/** Secrets as the desktop app has them: what is typed into it is kept with a key of the system's. */
export function openSecrets({ safeStorage, dataDir, file, log }: OpenSecretsOptions): Secrets {
  const keyStore = createKeyStore({ cipher: createSystemCipher(safeStorage), file: join(dataDir, "secrets.json"), log });
  return createSecrets({ env: process.env, file, keyStore, log });
}
