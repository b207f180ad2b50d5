import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { SecretPlace } from "../../shared/setup-api.ts";
import type { KeyStore } from "./key-store.ts";

const secretsSchema = z.record(z.string(), z.string());

export interface SecretSources {
  env: NodeJS.ProcessEnv;
  /** `--secrets FILE`. */
  file?: string;
  /** The last to be asked; only a desktop has one. */
  keyStore?: KeyStore;
  log: (message: string) => void;
}

export interface Secrets {
  /** Where an administrator puts a secret that cannot be kept here. */
  file: string;
  read(secretRef: string): Promise<string | undefined>;
  /** Who has it. */
  find(secretRef: string): Promise<SecretPlace>;
  /** Whether this system can keep any. */
  canKeep(): Promise<boolean>;
  /** `given`: the environment or a file has it, and wins. */
  keep(secretRef: string, value: string): Promise<"kept" | "given" | "no_key_store">;
}

/**
 * A secret by its reference from, in this order: the environment (`MTX_SECRET_<REF>`), `--secrets FILE`, the machine's secrets file, the
 * system's key store (spec section 8). A file that everybody may read is refused: a secret in it is none.
 */
export function createSecrets({ env, file, keyStore, log }: SecretSources): Secrets {
  const readGiven = (secretRef: string): string | undefined => {
    const fromEnvironment = env[`MTX_SECRET_${secretRef.toUpperCase()}`];
    if (fromEnvironment !== undefined) return fromEnvironment;
    for (const path of [file, machineSecretsFile(env)]) {
      const secrets = path === undefined ? undefined : readSecretsFile(path, log);
      if (secrets && Object.hasOwn(secrets, secretRef)) return secrets[secretRef]; // "constructor" is a reference, too
    }
    return undefined;
  };
  return {
    file: file ?? machineSecretsFile(env),
    async read(secretRef) {
      return secretRef ? (readGiven(secretRef) ?? (await keyStore?.read(secretRef))) : undefined;
    },
    async find(secretRef) {
      if (secretRef === "") return "nowhere";
      if (readGiven(secretRef) !== undefined) return "given";
      return (await keyStore?.read(secretRef)) === undefined ? "nowhere" : "kept";
    },
    canKeep: async () => (await keyStore?.isAvailable().catch(() => false)) ?? false,
    async keep(secretRef, value) {
      if (readGiven(secretRef) !== undefined) return "given";
      if (!keyStore) return "no_key_store";
      return keyStore.keep(secretRef, value).then(
        () => "kept" as const,
        (error: Error) => {
          log(`secret "${secretRef}" was not kept: ${error.message}`);
          return "no_key_store" as const;
        },
      );
    },
  };
}

function machineSecretsFile(env: NodeJS.ProcessEnv): string {
  if (process.platform === "win32") return join(env.ProgramData ?? "C:\\ProgramData", "MTX Watch", "secrets.json");
  return "/etc/mtx-watch/secrets.json";
}

function readSecretsFile(path: string, log: (message: string) => void): Record<string, string> | undefined {
  try {
    if (process.platform !== "win32" && (statSync(path).mode & 0o007) !== 0) {
      log(`secrets file refused: ${path} may be read by everybody (chmod 0640)`);
      return undefined;
    }
    return secretsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") log(`secrets file refused: ${path} is not a JSON object of texts`);
    return undefined;
  }
}
