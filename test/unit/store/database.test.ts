import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase, type Db } from '../../../electron/store/database.ts';
import { damagePage } from '../../support/lost-database.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const open = (path: string, keyHex = KEY_HEX): Db => {
  const opened = openDatabase(path, keyHex);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
};

test('what is written is not readable in the file', () => {
  const path = join(tempFolder(), 'a.db');
  const db = open(path);
  db.prepare("INSERT INTO station (key, value) VALUES ('k', 'Amira Haddad')").run();
  db.close();
  const bytes = readFileSync(path);
  expect(bytes.includes('Amira')).toBe(false);
  expect(bytes.subarray(0, 15).toString()).not.toBe('SQLite format 3');
});

test('another key does not open it, and leaves it as it is', () => {
  const path = join(tempFolder(), 'a.db');
  open(path).close();
  const before = readFileSync(path);
  expect(openDatabase(path, 'ab'.repeat(32))).toEqual({ ok: false, error: { code: 'wrong-key-or-corrupt' } });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a file that is no database is refused, not overwritten', () => {
  const path = join(tempFolder(), 'a.db');
  writeFileSync(path, 'x'.repeat(8192));
  expect(openDatabase(path, KEY_HEX)).toEqual({ ok: false, error: { code: 'wrong-key-or-corrupt' } });
  expect(readFileSync(path, 'utf8')).toBe('x'.repeat(8192));
});

/** A file of a few pages, one of them damaged. */
function withDamagedPage(): string {
  const path = join(tempFolder(), 'a.db');
  const db = open(path);
  db.exec('CREATE TABLE filler (a TEXT)');
  const fill = db.prepare('INSERT INTO filler VALUES (?)');
  for (let row = 0; row < 400; row += 1) fill.run('y'.repeat(200));
  const page = Number(db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'filler'").pluck().get());
  db.close();
  damagePage(path, page);
  return path;
}

test('a damaged page is noticed when a file is opened that was not closed in order', () => {
  const path = withDamagedPage();
  writeFileSync(`${path}-wal`, '');
  expect(openDatabase(path, KEY_HEX)).toMatchObject({ ok: false, error: { code: 'corrupt' } });
});

test('else it is noticed when it is read: it is never taken for what it was', () => {
  const db = open(withDamagedPage());
  expect(() => db.prepare('SELECT * FROM filler').all()).toThrow('malformed');
  db.close();
});

test('a file from a newer version is refused with both versions', () => {
  const path = join(tempFolder(), 'a.db');
  const db = open(path);
  db.pragma('user_version = 9990');
  db.close();
  expect(openDatabase(path, KEY_HEX)).toMatchObject({
    ok: false,
    error: { code: 'from-a-newer-version', found: 9990 },
  });
});

test('a folder that is not there is named as such', () => {
  expect(openDatabase(join(tempFolder(), 'no', 'a.db'), KEY_HEX)).toMatchObject({
    ok: false,
    error: { code: 'cannot-open' },
  });
});

test('what SQLite sorts stays in memory: its temporary files are not encrypted', () => {
  const db = open(join(tempFolder(), 'a.db'));
  expect(db.pragma('temp_store', { simple: true })).toBe(2);
  db.close();
});

test('commits are durable: WAL with full synchronisation', () => {
  const db = open(join(tempFolder(), 'a.db'));
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  db.close();
});

test('a second station is kept out of the file', () => {
  const path = join(tempFolder(), 'a.db');
  const db = open(path);
  expect(openDatabase(path, KEY_HEX, { lockTimeoutMs: 10 })).toEqual({
    ok: false,
    error: { code: 'in-use' },
  });
  db.close();
  expect(openDatabase(path, KEY_HEX, { lockTimeoutMs: 10 }).ok).toBe(true);
});
