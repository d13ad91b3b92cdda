import { mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerAppRequest, fileFor, isOwnAddress } from '../../../electron/desktop/app-scheme.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const FOLDER = '/opt/vestibule/dist/renderer';

describe('which address is ours', () => {
  test.each(['app://station/', 'app://station/assets/main.js', 'app://station/?x=1#y'])(
    '%s is',
    (address) => {
      expect(isOwnAddress(address)).toBe(true);
    },
  );

  test.each([
    ['a host that begins alike', 'app://station.example.org/'],
    ['a host that ends alike', 'app://my-station/'],
    ['our host as a user name', 'app://station@example.org/'],
    ['a user name before our host', 'app://somebody@station/'],
    ['our host with a port', 'app://station:8080/'],
    ['a scheme that begins alike', 'apps://station/'],
    ['our host under another scheme', 'https://station/?app://station/'],
    ['our address in a query', 'https://example.org/?next=app://station/'],
    ['our address in a path', 'https://example.org/app://station/'],
    ['our address in a fragment', 'data:text/html,#app://station/'],
    ['a file', 'file:///opt/vestibule/dist/renderer/index.html'],
    ['a blob of ours', 'blob:app://station/1f2e'],
    ['no address', ''],
    ['a blank page', 'about:blank'],
  ])('%s is not', (_what, address) => {
    expect(isOwnAddress(address)).toBe(false);
  });
});

describe('which file an address names', () => {
  test.each([
    ['app://station/', 'index.html'],
    ['app://station/index.html?v=2#top', 'index.html'],
    ['app://station/assets/main%20one.js', 'assets/main one.js'],
    ['app://station/a/../b.js', 'b.js'],
  ])('%s is %s', (address, file) => {
    expect(fileFor(address, FOLDER)).toBe(join(FOLDER, file));
  });

  test.each([
    ['encoded slashes that climb', 'app://station/..%2f..%2fmain%2fmain.js'],
    ['encoded dots and slashes that climb', 'app://station/%2e%2e%2f%2e%2e%2fmain%2fmain.js'],
    ['a climb behind a folder', 'app://station/assets/..%2f..%2f..%2f..%2fetc%2fpasswd'],
    ['a neighbour whose name begins alike', 'app://station/..%2frenderer-old%2findex.html'],
    ['backslashes that climb', 'app://station/..%5c..%5cmain%5cmain.js'],
    ['another drive behind backslashes', 'app://station/%5c%5cserver%5cshare%5cx.js'],
    ['a NUL', 'app://station/index.html%00.js'],
    ['broken escapes', 'app://station/%E0%A4%A'],
    ['the folder itself', 'app://station/.%2f'],
    ['another host', 'app://station.example.org/index.html'],
    ['a file address', 'file:///etc/passwd'],
  ])('%s leads nowhere', (_what, address) => {
    expect(fileFor(address, FOLDER)).toBeNull();
  });

  test.each(['app://station//etc/passwd', 'app://station/%2fetc%2fpasswd', 'app://station/../../etc/passwd'])(
    'an absolute or climbing path stays inside: %s',
    (address) => {
      expect(fileFor(address, FOLDER)).toBe(join(FOLDER, 'etc/passwd'));
    },
  );
});

test('no path that anybody can write leads out of the folder', () => {
  const piece = oneof(
    constantFrom('..', '.', '%2e', '%2E%2e', '/', '//', '%2f', '%2F', '\\', '%5c', '%5C'),
    constantFrom('C:', 'c%3a', '%00', '%', '%25', '%252e', '%c0%ae', '\u2025', '\uff0e', '?', '#', '@', ';'),
    constantFrom('renderer', 'renderer-old', 'index.html', 'assets', 'etc', 'passwd', ' ', '\t', '\n'),
    string({ unit: 'binary', maxLength: 4 }),
  );
  // fast-check prints the seed of what it finds.
  assert(
    property(array(piece, { maxLength: 12 }), constantFrom('', '/', '%2f'), (pieces, between) => {
      const file = fileFor(`app://station/${pieces.join(between)}`, FOLDER);
      if (file === null) return;
      const inside = relative(FOLDER, file);
      expect(inside.split(sep)).not.toContain('..');
      expect(isAbsolute(inside)).toBe(false);
      expect(inside).not.toMatch(/^$|[\0\\]/);
    }),
    { numRuns: 2_000 },
  );
});

describe('what is answered', () => {
  const assetsIn = (folder: string) => ({ folder, pages: new Map([['/stopped.html', '<p>made</p>']]) });

  function windowFolder(): string {
    const folder = join(tempFolder(), 'renderer');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), '<p>window</p>');
    writeFileSync(join(folder, 'notes.txt'), 'not part of a window');
    writeFileSync(join(folder, '../secret.html'), 'outside');
    return folder;
  }

  test('the window carries the whole policy as a header', async () => {
    const answer = await answerAppRequest({ method: 'GET', url: 'app://station/' }, assetsIn(windowFolder()));
    expect(await answer.text()).toBe('<p>window</p>');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  test('a page made at start is served under the same policy', async () => {
    const answer = await answerAppRequest(
      { method: 'GET', url: 'app://station/stopped.html' },
      assetsIn(windowFolder()),
    );
    expect(await answer.text()).toBe('<p>made</p>');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  test.each([
    ['a file that is not there', 'GET', 'app://station/missing.js'],
    ['a kind of file that no window is made of', 'GET', 'app://station/notes.txt'],
    ['a file outside the folder', 'GET', 'app://station/..%2fsecret.html'],
    ['anything but GET', 'POST', 'app://station/'],
  ])('%s is not found', async (_what, method, url) => {
    const answer = await answerAppRequest({ method, url }, assetsIn(windowFolder()));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('not found');
  });
});
