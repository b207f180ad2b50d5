import { readFileSync, renameSync } from "node:fs";
import { z } from "zod";
import { createTurns } from "../../shared/create-turns.ts";
import { isMissing } from "../journal/disk-failure.ts";
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
  const inTurn = createTurns(); // who reads while another is kept would go on with the old one

  function readFile(): Record<string, string> {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(file, "utf8"))).secrets;
    } catch (error) {
      if (isMissing(error)) return {};
      throw error;
    }
  }

  /** A damaged file is kept aside: somebody may mend it. One that cannot be read at the moment is left, and nothing is kept. */
  function readToChange(): Record<string, string> {
    try {
      return readFile();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
      renameSync(file, `${file}.bad`);
      log(`key store: ${file} is damaged and kept as ${file}.bad: ${(error as Error).message}`);
      return {};
    }
  }

  async function read(secretRef: string): Promise<string | undefined> {
    const kept = known.get(secretRef);
    if (kept !== undefined) return kept;
    try {
      const secrets = readFile();
      if (!Object.hasOwn(secrets, secretRef)) return undefined;
      const value = await cipher.decrypt(Buffer.from(secrets[secretRef]!, "base64"));
      known.set(secretRef, value);
      return value;
    } catch (error) {
      log(`key store: "${secretRef}" cannot be read or decrypted: ${(error as Error).message}`);
      return undefined;
    }
  }

  async function keep(secretRef: string, value: string): Promise<void> {
    if (!(await cipher.isAvailable())) throw new Error("this system has no key store");
    const kept = value === "" ? {} : { [secretRef]: Buffer.from(await cipher.encrypt(value)).toString("base64") };
    const { [secretRef]: _before, ...others } = readToChange();
    await writeFileAtomically(file, `${JSON.stringify({ secrets: { ...others, ...kept } })}\n`, { mode: 0o600 });
    known.delete(secretRef);
  }

  return {
    isAvailable: () => cipher.isAvailable(),
    read: (secretRef) => inTurn(() => read(secretRef)),
    keep: (secretRef, value) => inTurn(() => keep(secretRef, value)),
  };
}
