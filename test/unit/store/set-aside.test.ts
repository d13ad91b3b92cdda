import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  forgetSetAside,
  listSetAside,
  setAside,
  SET_ASIDE_KEPT_MS,
} from '../../../electron/store/set-aside.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 24, 7, 55, 0);
const DAY_MS = 86_400_000;

function lost(path: string, atMs: number, companions: readonly string[] = []): void {
  writeFileSync(path, 'a database');
  for (const companion of companions) writeFileSync(`${path}${companion}`, companion);
  setAside(path, 'corrupt', atMs);
}

const place = (): string => join(tempFolder(), 'vestibule.db');
const names = (path: string): string[] => readdirSync(dirname(path)).toSorted();

test('what is set aside says why and when in its name, takes its companions along, and leaves the place free', () => {
  const path = place();
  writeFileSync(path, 'a database');
  writeFileSync(`${path}-wal`, 'its wal');
  const moved = setAside(path, 'newer-version', NOW, 9990);
  expect(moved).toMatchObject({ because: 'newer-version', atMs: NOW });
  expect(names(path)).toEqual([
    'vestibule.db.version-9990-20261124T075500000Z',
    'vestibule.db.version-9990-20261124T075500000Z-wal',
  ]);
  expect(listSetAside(path)).toEqual([moved]);
});

test('two of one moment do not overwrite each other; the newest is first', () => {
  const path = place();
  lost(path, NOW);
  lost(path, NOW);
  lost(path, NOW - DAY_MS);
  expect(listSetAside(path).map((file) => file.atMs)).toEqual([NOW + 1, NOW, NOW - DAY_MS]);
});

test('promise 8: after seven days it is gone with all that belongs to it, and not a moment before', () => {
  const path = place();
  lost(path, NOW, ['-wal', '-shm']);
  expect(forgetSetAside(path, NOW + SET_ASIDE_KEPT_MS)).toEqual({ ok: true, value: 0 });
  expect(names(path)).toHaveLength(3);
  expect(forgetSetAside(path, NOW + SET_ASIDE_KEPT_MS + 1)).toEqual({ ok: true, value: 1 });
  expect(names(path)).toEqual([]);
});

test('a disk that damages file after file is not filled up by them: five stay, the newest', () => {
  const path = place();
  for (let hour = 0; hour < 8; hour += 1) lost(path, NOW + hour);
  expect(forgetSetAside(path, NOW + 10)).toEqual({ ok: true, value: 3 });
  expect(listSetAside(path).map((file) => file.atMs)).toEqual([7, 6, 5, 4, 3].map((hour) => NOW + hour));
});

test('a file that cannot be removed now is tried again another time, and is no reason to stop', () => {
  const path = place();
  lost(path, NOW);
  const [file] = listSetAside(path);
  if (file === undefined) throw new Error('nothing was set aside');
  // A folder of its name cannot be removed as a file, for whoever asks.
  rmSync(file.path);
  mkdirSync(file.path);
  expect(forgetSetAside(path, NOW + 8 * DAY_MS)).toMatchObject({ ok: false });
});

test('what is not its own is left alone, however alike the name', () => {
  const path = place();
  const others = [
    'vestibule.db',
    'vestibule.db.bak',
    'vestibule.db.damaged-by-hand',
    'other.db.damaged-20200101T000000000Z',
  ];
  for (const name of others) writeFileSync(join(dirname(path), name), 'kept');
  expect(forgetSetAside(path, NOW)).toEqual({ ok: true, value: 0 });
  for (const name of others) expect(existsSync(join(dirname(path), name))).toBe(true);
});
