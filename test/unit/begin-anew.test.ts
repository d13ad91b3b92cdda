import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setSecretsAside } from '../../electron/begin-anew.ts';
import { SET_ASIDE_KEPT_MS, forgetSetAside, listSetAside } from '../../electron/store/set-aside.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 14);

function setUp() {
  const folder = tempFolder();
  const files = { secretsPath: join(folder, 'secrets.json'), databasePath: join(folder, 'vestibule.db') };
  writeFileSync(files.secretsPath, 'sealed');
  writeFileSync(files.databasePath, 'encrypted');
  writeFileSync(`${files.databasePath}-wal`, 'log');
  return { folder, files };
}

test('unreadable secrets and their database lie beside as they were', () => {
  const { folder, files } = setUp();
  expect(setSecretsAside(files, 'secrets-unreadable', NOW_MS)).toEqual({ ok: true, value: null });
  expect(readdirSync(folder).sort()).toEqual([
    'secrets.json.unreadable-20261123T140000000Z',
    'vestibule.db.other-key-20261123T140000000Z',
    'vestibule.db.other-key-20261123T140000000Z-wal',
  ]);
  expect(readFileSync(join(folder, 'secrets.json.unreadable-20261123T140000000Z'), 'utf8')).toBe('sealed');
});

test('the database is forgotten with the others after seven days, the secrets are not', () => {
  const { folder, files } = setUp();
  setSecretsAside(files, 'secrets-unreadable', NOW_MS);
  expect(listSetAside(files.databasePath)).toHaveLength(1);
  forgetSetAside(files.databasePath, NOW_MS + SET_ASIDE_KEPT_MS + 1);
  expect(readdirSync(folder)).toEqual(['secrets.json.unreadable-20261123T140000000Z']);
});

test('secrets that only lack the key stay where they are', () => {
  const { files } = setUp();
  setSecretsAside(files, 'key-missing', NOW_MS);
  expect([existsSync(files.secretsPath), existsSync(files.databasePath)]).toEqual([true, false]);
});

test('what is not there is no reason to stop', () => {
  const folder = tempFolder();
  const files = { secretsPath: join(folder, 'secrets.json'), databasePath: join(folder, 'vestibule.db') };
  expect(setSecretsAside(files, 'secrets-unreadable', NOW_MS)).toEqual({ ok: true, value: null });
});

test('a file that cannot be moved is told by its code, and nothing is lost', () => {
  const { files } = setUp();
  const inTheWay = `${files.secretsPath}.unreadable-20261123T140000000Z`;
  mkdirSync(join(inTheWay, 'full'), { recursive: true });
  const moved = setSecretsAside(files, 'secrets-unreadable', NOW_MS);
  expect(moved.ok).toBe(false);
  expect([existsSync(files.secretsPath), existsSync(files.databasePath)]).toEqual([true, true]);
});
