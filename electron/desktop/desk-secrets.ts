/** What a desk needs to know that nobody else may: the token of its location, the secret of webhooks, the key of its database. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { err, ok, type Result } from '../shared/result.ts';
import type { Secrets } from '../secret-file.ts';
import { openTokenKeeper, type TokenKeeper } from '../token-keeper.ts';
import type { Trouble } from './trouble.ts';

export interface DeskSecrets {
  readonly token: TokenKeeper;
  readonly webhookSecret: TokenKeeper;
  /** 64 hex digits. */
  readonly keyHex: string;
}

export interface DeskSecretPorts {
  readonly secrets: Secrets;
  readonly secretsPath: string;
  readonly databasePath: string;
  /** `ESSENTRY_TOKEN`: how a token gets in; whoever sets it means it, so it replaces one that was stored before. */
  readonly tokenFromEnvironment: string | undefined;
  /** `VESTIBULE_WEBHOOK_SECRET`: counts for as long as it is set. */
  readonly webhookSecretFromEnvironment?: string | undefined;
}

export async function readDeskSecrets(ports: DeskSecretPorts): Promise<Result<DeskSecrets, Trouble>> {
  const given = ports.tokenFromEnvironment ?? '';
  if (given !== '') {
    const written = await ports.secrets.write('token', given);
    if (!written.ok) return unreadable(ports.secretsPath);
  }
  const token = await openTokenKeeper(ports.secrets, given);
  if (!token.ok) return unreadable(ports.secretsPath);
  const webhookSecret = await openTokenKeeper(
    ports.secrets,
    ports.webhookSecretFromEnvironment,
    'webhookSecret',
  );
  if (!webhookSecret.ok) return unreadable(ports.secretsPath);
  const key = await readKey(ports);
  return key.ok ? ok({ token: token.value, webhookSecret: webhookSecret.value, keyHex: key.value }) : key;
}

const unreadable = (path: string): Result<never, Trouble> =>
  err({ kind: 'secrets-unreadable', details: [path] });

async function readKey({
  secrets,
  secretsPath,
  databasePath,
}: DeskSecretPorts): Promise<Result<string, Trouble>> {
  const stored = await secrets.read('databaseKey');
  if (!stored.ok) return unreadable(secretsPath);
  if (stored.value !== null) return ok(stored.value);
  // A new key for an old database would look like a broken database.
  if (existsSync(databasePath)) return err({ kind: 'key-missing', details: [databasePath, secretsPath] });
  const keyHex = randomBytes(32).toString('hex');
  // Stored before the first use, so that no database can exist whose key was lost to a power cut.
  const written = await secrets.write('databaseKey', keyHex);
  return written.ok ? ok(keyHex) : unreadable(secretsPath);
}
