/**
 * `secrets.json`: the token, the secret of webhooks and, on the desktop, the key of the database, each encrypted: by the system's key store, or with the
 * station's own key where there is none. What cannot be decrypted today (another user, a reinstalled system, a locked key ring)
 * may be readable tomorrow, so it is reported and never removed.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { err, ok, type Result } from './shared/result.ts';

/** The system's key store, reduced to what is used of it. Both reject where it refuses. */
export interface Cipher {
  encrypt(text: string): Promise<Buffer>;
  /** `shouldEncryptAgain`: the system has changed its key; what is stored should be stored anew. */
  decrypt(bytes: Buffer): Promise<{ readonly text: string; readonly shouldEncryptAgain: boolean }>;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key of its own that is derived from the station's (64 hex digits). */
export function createKeyCipher(keyHex: string): Cipher {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(keyHex, 'hex'), '', 'vestibule secrets', 32));
  return {
    encrypt(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Promise.resolve(Buffer.concat([nonce, sealed, cipher.getAuthTag()]));
    },
    async decrypt(bytes) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
      return Promise.resolve({ text, shouldEncryptAgain: false });
    },
  };
}

export type SecretName = 'token' | 'webhookSecret' | 'databaseKey';
export type SecretFault = 'unreadable';

export interface Secrets {
  /** `null`: never stored. */
  read(name: SecretName): Promise<Result<string | null, SecretFault>>;
  /** Replaces this secret and leaves the others; refused where the file itself is not understood. */
  write(name: SecretName, text: string): Promise<Result<null, SecretFault>>;
}

const schema = z.object({
  version: z.literal(1),
  token: z.base64().optional(),
  webhookSecret: z.base64().optional(),
  databaseKey: z.base64().optional(),
});
type Content = z.infer<typeof schema>;

export function createSecretFile(path: string, cipher: Cipher): Secrets {
  async function write(name: SecretName, text: string): Promise<Result<null, SecretFault>> {
    const content = readContent(path);
    if (!content.ok) return content;
    const encrypted = (await cipher.encrypt(text)).toString('base64');
    replaceFile(path, JSON.stringify({ ...content.value, [name]: encrypted }));
    return ok(null);
  }

  return {
    async read(name) {
      const content = readContent(path);
      if (!content.ok) return content;
      const stored = content.value[name];
      if (stored === undefined) return ok(null);
      // Why it refuses is the system's own wording, which may quote what it was given; the fact is enough.
      const decrypted = await cipher.decrypt(Buffer.from(stored, 'base64')).catch(() => null);
      if (decrypted === null) return err('unreadable');
      if (decrypted.shouldEncryptAgain) await write(name, decrypted.text);
      return ok(decrypted.text);
    },
    write,
  };
}

function readContent(path: string): Result<Content, SecretFault> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    return isAbsent ? ok({ version: 1 }) : err('unreadable');
  }
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : err('unreadable');
  } catch (cause) {
    if (cause instanceof SyntaxError) return err('unreadable');
    throw cause;
  }
}

/** A power cut leaves the old file or the new one, never half of one: without the key the database is lost. */
function replaceFile(path: string, text: string): void {
  const beside = `${path}.new`;
  writeFileSync(beside, text, { mode: 0o600 });
  const file = openSync(beside, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(beside, path);
}
