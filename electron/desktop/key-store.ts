/** The system's key store through Electron's `safeStorage`, and whether it protects anything at all on this PC. */
import { safeStorage } from 'electron';
import type { Cipher } from '../secret-file.ts';

/**
 * On Linux without a key ring Chromium encrypts with a password that stands in its source, and calls that available
 * (`basic_text`); `unknown` means that nobody can tell. `backend` is `null` on systems that have one key store only.
 */
export const isProtectionReal = (isAvailable: boolean, backend: string | null): boolean =>
  isAvailable && backend !== 'basic_text' && backend !== 'unknown';

/** `null` where what it would store could be read by anybody. Only after Electron is ready. */
export async function openKeyStore(platform: NodeJS.Platform = process.platform): Promise<Cipher | null> {
  const isAvailable = await safeStorage.isAsyncEncryptionAvailable();
  const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null;
  if (!isProtectionReal(isAvailable, backend)) return null;
  return {
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    async decrypt(bytes) {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(bytes);
      return { text: result, shouldEncryptAgain: shouldReEncrypt };
    },
  };
}
