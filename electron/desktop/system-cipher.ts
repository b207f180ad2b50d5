import type { SafeStorage } from "electron";
import type { Cipher } from "../settings/key-store.ts";

/** The system's key store by safeStorage. Without one Linux would encrypt with a password that stands in Chromium's source: refused. */
export function createSystemCipher(safeStorage: SafeStorage, platform: NodeJS.Platform = process.platform): Cipher {
  return {
    async isAvailable() {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
      return platform !== "linux" || safeStorage.getSelectedStorageBackend() !== "basic_text";
    },
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    async decrypt(bytes) {
      const { result } = await safeStorage.decryptStringAsync(bytes);
      return result;
    },
  };
}
