import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDeskSecrets } from '../../../electron/desktop/desk-secrets.ts';
import { createSecretFile, type Cipher } from '../../../electron/secret-file.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const CIPHER: Cipher = {
  encrypt: async (text) => Buffer.from(text).reverse(),
  decrypt: async (bytes) => ({ text: Buffer.from(bytes).reverse().toString(), shouldEncryptAgain: false }),
};
const BLIND: Cipher = { ...CIPHER, decrypt: () => Promise.reject(new Error('locked')) };

const portsIn = (folder: string, tokenFromEnvironment?: string, cipher = CIPHER) => ({
  secrets: createSecretFile(join(folder, 'secrets.json'), cipher),
  secretsPath: join(folder, 'secrets.json'),
  databasePath: join(folder, 'vestibule.db'),
  tokenFromEnvironment,
});

const tokenOf = (secrets: Awaited<ReturnType<typeof readDeskSecrets>>) =>
  secrets.ok && [secrets.value.token.current(), secrets.value.token.from()];

test('a token from the environment is stored, and the next start needs none', async () => {
  const folder = tempFolder();
  const first = await readDeskSecrets(portsIn(folder, 'the-token'));
  const second = await readDeskSecrets(portsIn(folder));
  expect(tokenOf(first)).toEqual(['the-token', 'environment']);
  expect(tokenOf(second)).toEqual(['the-token', 'kept']);
});

test('a token from the environment replaces the one that was stored', async () => {
  const folder = tempFolder();
  await readDeskSecrets(portsIn(folder, 'the-old-token'));
  await readDeskSecrets(portsIn(folder, 'the-new-token'));
  expect(tokenOf(await readDeskSecrets(portsIn(folder)))).toEqual(['the-new-token', 'kept']);
});

test('the key is made once, of 64 hex digits', async () => {
  const folder = tempFolder();
  const first = await readDeskSecrets(portsIn(folder, 'the-token'));
  const second = await readDeskSecrets(portsIn(folder));
  expect(first.ok && first.value.keyHex).toMatch(/^[0-9a-f]{64}$/);
  expect(second.ok && second.value.keyHex).toBe(first.ok && first.value.keyHex);
});

test('a desk without a token opens, and keeps the one that is typed in', async () => {
  const folder = tempFolder();
  const first = await readDeskSecrets(portsIn(folder));
  expect(tokenOf(first)).toEqual(['', 'none']);
  if (first.ok) await first.value.token.keep('typed');
  expect(tokenOf(first)).toEqual(['typed', 'kept']);
  expect(tokenOf(await readDeskSecrets(portsIn(folder)))).toEqual(['typed', 'kept']);
});

test('no new key is made for a database that is there already', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'vestibule.db'), 'of another key');
  expect(await readDeskSecrets(portsIn(folder, 'the-token'))).toMatchObject({
    ok: false,
    error: { kind: 'key-missing', details: [join(folder, 'vestibule.db'), join(folder, 'secrets.json')] },
  });
});

test('secrets that cannot be decrypted are named by their file', async () => {
  const folder = tempFolder();
  await readDeskSecrets(portsIn(folder, 'the-token'));
  expect(await readDeskSecrets(portsIn(folder, undefined, BLIND))).toEqual({
    ok: false,
    error: { kind: 'secrets-unreadable', details: [join(folder, 'secrets.json')] },
  });
});
