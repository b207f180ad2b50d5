import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const secretsSchema = z.record(z.string(), z.string());

export interface SecretSources {
  env: NodeJS.ProcessEnv;
  /** `--secrets FILE`. */
  file?: string;
  log: (message: string) => void;
}

/**
 * Reads a secret by its reference from, in this order: the environment (`MTX_SECRET_<REF>`), `--secrets FILE`, the machine's secrets
 * file (spec section 8). A file that everybody may read is refused: a secret in it is none.
 */
export function createSecretReader({ env, file, log }: SecretSources): (secretRef: string) => Promise<string | undefined> {
  return async (secretRef) => {
    if (!secretRef) return undefined;
    const fromEnvironment = env[`MTX_SECRET_${secretRef.toUpperCase()}`];
    if (fromEnvironment !== undefined) return fromEnvironment;
    for (const path of [file, machineSecretsFile(env)]) {
      const secrets = path === undefined ? undefined : readSecretsFile(path, log);
      if (secrets && Object.hasOwn(secrets, secretRef)) return secrets[secretRef]; // "constructor" is a reference, too
    }
    return undefined;
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
