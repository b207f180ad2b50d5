import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { SecretPlace } from "../../shared/setup-api.ts";
import { withoutMark } from "../../shared/without-mark.ts";
import { isMissing } from "../journal/disk-failure.ts";
import { findReaders } from "./judge-writers.ts";
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
  /** Who has which. */
  find(secretRefs: readonly string[]): Promise<Record<string, SecretPlace>>;
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
  const problems = new Map<string, string>();

  function readFile(path: string): Record<string, string> {
    const { secrets = {}, problem = "" } = readSecretsFile(path);
    if (problem !== "" && problem !== problems.get(path)) log(`secrets file refused: ${path} ${problem}`);
    problems.set(path, problem);
    return secrets;
  }

  /** What environment and files have at this moment: whoever looks for many secrets reads each file once. */
  function openGiven(): (secretRef: string) => string | undefined {
    let files: Record<string, string>[] | undefined;
    return (secretRef) => {
      const fromEnvironment = env[`MTX_SECRET_${secretRef.toUpperCase()}`];
      if (fromEnvironment !== undefined) return fromEnvironment;
      files ??= [...(file === undefined ? [] : [file]), machineSecretsFile(env)].map(readFile);
      return files.find((secrets) => Object.hasOwn(secrets, secretRef))?.[secretRef]; // "constructor" is a reference, too
    };
  }

  return {
    file: file ?? machineSecretsFile(env),
    async read(secretRef) {
      return secretRef ? (openGiven()(secretRef) ?? (await keyStore?.read(secretRef))) : undefined;
    },
    async find(secretRefs) {
      const given = openGiven();
      const findPlace = async (secretRef: string): Promise<SecretPlace> => {
        if (secretRef === "") return "nowhere";
        if (given(secretRef) !== undefined) return "given";
        return (await keyStore?.read(secretRef)) === undefined ? "nowhere" : "kept";
      };
      return Object.fromEntries(await Promise.all(secretRefs.map(async (secretRef) => [secretRef, await findPlace(secretRef)] as const)));
    },
    canKeep: async () => (await keyStore?.isAvailable().catch(() => false)) ?? false,
    async keep(secretRef, value) {
      if (openGiven()(secretRef) !== undefined) return "given";
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

/** Neither where there is no such file. `problem` quotes nothing of it. */
function readSecretsFile(path: string): { secrets?: Record<string, string>; problem?: string } {
  try {
    const readers = findReaders(path);
    if (readers !== undefined) return { problem: readers };
    return { secrets: secretsSchema.parse(JSON.parse(withoutMark(readFileSync(path, "utf8")))) };
  } catch (error) {
    if (isMissing(error)) return {};
    const { code } = error as NodeJS.ErrnoException;
    return { problem: code === undefined ? "is not a JSON object of texts" : `cannot be read: ${code}` };
  }
}
