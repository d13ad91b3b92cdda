/** What SECURITY.md and ARCHITECTURE.md name is there: a measure that was moved or a test that was renamed makes this red. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const security = read('SECURITY.md');
const promises =
  read('ARCHITECTURE.md')
    .split('\n## ')
    .find((part) => part.startsWith('Promises')) ?? '';

/** The cells of the rows of a table, without its head. */
const rowsOf = (text: string): string[][] =>
  [...text.matchAll(/^\| (.*) \|$/gm)]
    .map((match) => (match[1] ?? '').split(' | '))
    .filter((cells) => !cells.every((cell) => /^[- ]*$/.test(cell)) && !/^(threat|)$/.test(cells[0] ?? ''));
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');

/** `unit/desk/ingest` is a file of tests or a folder with some. */
const TEST = /^(unit|integration|simulation|renderer|packaging|performance|e2e)(\/[a-z0-9-]+)*$/;
function testFilesOf(name: string): string[] {
  const path = join('test', name);
  return [
    ...globSync(`${path}.test.{ts,tsx}`, { cwd: ROOT }),
    ...globSync(`${path}/**/*.test.{ts,tsx}`, { cwd: ROOT }),
  ];
}

/** Paths stand below `electron/` unless they begin elsewhere. */
const fileOf = (path: string): string | null =>
  [path, join('electron', path)].find(
    (one) => existsSync(join(ROOT, one)) && statSync(join(ROOT, one)).isFile(),
  ) ?? null;
/** As something that is declared, or a member with that name. */
const declares = (path: string, symbol: string): boolean =>
  new RegExp(`\\b(function|const|class|interface|type|enum) ${symbol}\\b|^\\s*'?${symbol}'?[:(?]`, 'm').test(
    read(path),
  );

const isPath = (words: string): boolean => /^[\w./-]+\.(ts|tsx|yml|css|json)(: \w+)?$/.test(words);

const tables = `${security}\n${promises}`;

test('every test that is named is there', () => {
  const named = quoted(tables).filter((words) => TEST.test(words));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => testFilesOf(name).length === 0)).toEqual([]);
});

test('every sentence that is quoted is the name of a test in the file before it', () => {
  const sentences = [...tables.matchAll(/`([a-z0-9/-]+)` “([^”]+)”/g)];
  expect(sentences.length).toBeGreaterThan(15);
  const missing = sentences.filter(([, file = '', sentence = '']) =>
    testFilesOf(file).every((path) => !read(path).includes(sentence)),
  );
  expect(missing.map(([words]) => words)).toEqual([]);
});

test('every line that is named is there: the file, and what it declares', () => {
  const named = quoted(security).filter(isPath);
  expect(named.length).toBeGreaterThan(40);
  const missing = named.filter((words) => {
    const [path = '', symbol] = words.split(': ');
    const file = fileOf(path);
    return file === null || (symbol !== undefined && !declares(file, symbol));
  });
  expect(missing).toEqual([]);
});

describe('the threat model', () => {
  const threats = rowsOf(security.split('\n## ').find((part) => part.startsWith('What is defended')) ?? '');

  test.each([
    'A lost or stolen PC',
    'A curious visitor at the screen',
    'A hostile name or frame',
    'A hostile template',
    'A compromised window',
    'Somebody on the network between',
    'Another user of the same PC',
  ])('has a row for: %s', (threat) => {
    expect(threats.map(([who]) => who)).toContain(`**${threat}**`);
  });

  test('gives each a measure that names a file, and a test by its name', () => {
    for (const [who, measure = '', tests = ''] of threats) {
      expect([who, quoted(measure).filter(isPath).length > 0]).toEqual([who, true]);
      expect([who, /`[a-z0-9/-]+` “[^”]+”/.test(tests)]).toEqual([who, true]);
    }
  });
});

test('all twenty items of Electron’s checklist are there, each with a line that meets it', () => {
  const items = rowsOf(
    security.split('\n## ').find((part) => part.startsWith('Electron’s security')) ?? '',
  ).slice(1);
  expect(items.map(([number]) => Number(number))).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  for (const [number, , met = ''] of items)
    expect([number, quoted(met).some((words) => isPath(words) || TEST.test(words))]).toEqual([number, true]);
});

test('nothing asks the system to open an address: Electron’s shell is imported nowhere', () => {
  const users = globSync('electron/**/*.ts', { cwd: ROOT }).filter((path) =>
    /import \{[^}]*\bshell\b[^}]*\} from 'electron'/.test(read(path)),
  );
  expect(users).toEqual([]);
});
