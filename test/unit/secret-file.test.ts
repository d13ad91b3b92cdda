import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { isProtectionReal, openKeyStore } from '../../electron/desktop/key-store.ts';
import { createSecretFile, type Secrets } from '../../electron/secret-file.ts';
import { err, ok } from '../../electron/shared/result.ts';
import { resetElectron, state } from '../support/electron.ts';
import { tempFolder } from '../support/temp-folder.ts';

beforeEach(resetElectron);

const newPath = (): string => join(tempFolder(), 'secrets.json');

async function secretsAt(path: string): Promise<Secrets> {
  const cipher = await openKeyStore('linux');
  if (cipher === null) throw new Error('the double protects unless told otherwise');
  return createSecretFile(path, cipher);
}

describe('whether the key store protects', () => {
  test.each([
    ['a key ring on Linux', true, 'gnome_libsecret', true],
    ['KWallet', true, 'kwallet6', true],
    ['Linux without a key ring', true, 'basic_text', false],
    ['a Linux that cannot tell', true, 'unknown', false],
    ['Windows or macOS', true, null, true],
    ['a locked key store', false, null, false],
  ])('%s', (_where, isAvailable, backend, isReal) => {
    expect(isProtectionReal(isAvailable, backend)).toBe(isReal);
  });

  test('no key store is opened where it would not', async () => {
    state.keyStore.backend = 'basic_text';
    expect(await openKeyStore('linux')).toBeNull();
    expect(await openKeyStore('win32')).not.toBeNull();
    state.keyStore.isAvailable = false;
    expect(await openKeyStore('win32')).toBeNull();
  });
});

describe('the file of secrets', () => {
  test('gives back what was stored, each under its name', async () => {
    const path = newPath();
    const secrets = await secretsAt(path);
    await secrets.write('token', 'the-token');
    await secrets.write('databaseKey', 'the-key');
    const again = await secretsAt(path);
    expect(await again.read('token')).toEqual(ok('the-token'));
    expect(await again.read('databaseKey')).toEqual(ok('the-key'));
  });

  test('holds nothing in the clear and is for its owner alone', async () => {
    const path = newPath();
    await (await secretsAt(path)).write('token', 'the-token');
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('the-token');
    expect(text).not.toContain(Buffer.from('the-token').toString('base64'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('says that nothing was ever stored', async () => {
    expect(await (await secretsAt(newPath())).read('token')).toEqual(ok(null));
  });

  test('keeps what cannot be decrypted, for the day when it can', async () => {
    const path = newPath();
    await (await secretsAt(path)).write('token', 'the-token');
    state.keyStore.key = 'key-2';
    expect(await (await secretsAt(path)).read('token')).toEqual(err('unreadable'));
    state.keyStore.key = 'key-1';
    expect(await (await secretsAt(path)).read('token')).toEqual(ok('the-token'));
  });

  test('replacing one secret keeps the others, also those that cannot be decrypted', async () => {
    const path = newPath();
    await (await secretsAt(path)).write('databaseKey', 'the-key');
    state.keyStore.key = 'key-2';
    await (await secretsAt(path)).write('token', 'a-new-token');
    state.keyStore.key = 'key-1';
    expect(await (await secretsAt(path)).read('databaseKey')).toEqual(ok('the-key'));
  });

  test.each(['', '{"version":1,"tok', '[]', '{"version":2}', '{"version":1,"token":"%%%"}'])(
    'is neither read nor overwritten when it says %j',
    async (text) => {
      const path = newPath();
      writeFileSync(path, text);
      const secrets = await secretsAt(path);
      expect(await secrets.read('token')).toEqual(err('unreadable'));
      expect(await secrets.write('token', 'the-token')).toEqual(err('unreadable'));
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  test('is encrypted anew when the system has changed its key', async () => {
    const path = newPath();
    const secrets = await secretsAt(path);
    await secrets.write('token', 'the-token');
    state.keyStore.isRotated = true;
    const encrypts: string[] = [];
    const rotating = createSecretFile(path, {
      encrypt: async (text) => {
        encrypts.push(text);
        return Buffer.concat([Buffer.from('key-2|'), Buffer.from(text).reverse()]);
      },
      decrypt: async () => ({ text: 'the-token', shouldEncryptAgain: true }),
    });
    expect(await rotating.read('token')).toEqual(ok('the-token'));
    expect(encrypts).toEqual(['the-token']);
    state.keyStore = { ...state.keyStore, key: 'key-2', isRotated: false };
    expect(await (await secretsAt(path)).read('token')).toEqual(ok('the-token'));
  });
});
