import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Cipher } from "../../electron/settings/key-store.ts";

/** As a system's: whoever has another key reads nothing. */
export function makeCipher(key = randomBytes(32)): Cipher {
  return {
    isAvailable: () => Promise.resolve(true),
    async encrypt(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
    },
    async decrypt(bytes) {
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
  };
}
