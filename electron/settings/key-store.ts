import { readFileSync } from "node:fs";
import { z } from "zod";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";

/** Encryption with a key that only the system's own key store has; Electron's safeStorage in the desktop app. */
export interface Cipher {
  /** May wait for the system to ask its user. */
  isAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Uint8Array>;
  decrypt(bytes: Buffer): Promise<string>;
}

/** Secrets by their references, encrypted in a file for its owner alone. */
export interface KeyStore {
  isAvailable(): Promise<boolean>;
  /** Undefined: it has none of that name, or the system does not give the key. */
  read(secretRef: string): Promise<string | undefined>;
  /** Rejects when the system has no key store, or the file cannot be written. An empty value takes the secret away. */
  keep(secretRef: string, value: string): Promise<void>;
}

const fileSchema = z.object({ secrets: z.record(z.string(), z.base64()) });

export function createKeyStore({ cipher, file, log }: { cipher: Cipher; file: string; log: (message: string) => void }): KeyStore {
  const known = new Map<string, string>();

  function readFile(): Record<string, string> {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(file, "utf8"))).secrets;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") log(`key store: ${file} cannot be read: ${(error as Error).message}`);
      return {};
    }
  }

  return {
    isAvailable: () => cipher.isAvailable(),
    async read(secretRef) {
      const kept = known.get(secretRef);
      if (kept !== undefined) return kept;
      const secrets = readFile();
      const encrypted = Object.hasOwn(secrets, secretRef) ? secrets[secretRef] : undefined;
      if (encrypted === undefined) return undefined;
      try {
        const value = await cipher.decrypt(Buffer.from(encrypted, "base64"));
        known.set(secretRef, value);
        return value;
      } catch (error) {
        log(`key store: "${secretRef}" cannot be decrypted: ${(error as Error).message}`);
        return undefined;
      }
    },
    async keep(secretRef, value) {
      if (!(await cipher.isAvailable())) throw new Error("this system has no key store");
      const { [secretRef]: _before, ...others } = readFile();
      const kept = value === "" ? {} : { [secretRef]: Buffer.from(await cipher.encrypt(value)).toString("base64") };
      await writeFileAtomically(file, `${JSON.stringify({ secrets: { ...others, ...kept } })}\n`, { mode: 0o600 });
      known.delete(secretRef);
    },
  };
}
