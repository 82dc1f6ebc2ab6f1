import { safeStorage } from 'electron';
import type { Cipher } from '#core/hosting/key-safe';

/** Electron's safeStorage: DPAPI on Windows, the keychain on macOS, the secret service elsewhere. Usable once Electron is ready. */
export const keychain: Cipher = {
  isAvailable: () => safeStorage.isAsyncEncryptionAvailable(),
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (bytes) => (await safeStorage.decryptStringAsync(Buffer.from(bytes))).result,
};
