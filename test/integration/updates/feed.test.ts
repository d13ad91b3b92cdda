/** electron-updater itself, asking a real server; then what the desk does with the answer. */
import { readFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import * as files from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { placeFile } from '../../../electron/desktop/kept-version.ts';
import { createUpdateFeed, type Download } from '../../../electron/desktop/update-feed.ts';
import { BLANK, type UpdateRecord } from '../../../electron/desktop/update-trial.ts';
import { createUpdates } from '../../../electron/desktop/updates.ts';
import { err, ok } from '../../../electron/shared/result.ts';
import { stationView } from '../../support/desk-fixtures.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { hashOf, openUpdater, startFeed } from '../../support/update-feed-server.ts';

async function open() {
  const folder = tempFolder();
  const server = await startFeed();
  return { folder, server, feed: createUpdateFeed(openUpdater(folder)) };
}

test('a newer version is found, fetched, compared with its hash, and takes the place of the old one', async () => {
  const { folder, server, feed } = await open();
  server.offer('2.0.0', 'version 2.0.0');
  expect(await feed.newest(server.url)).toEqual(ok('2.0.0'));
  const download = await feed.download();
  if (!download.ok) throw new Error(download.error);
  expect(download.value).toMatchObject({ version: '2.0.0', sha512: hashOf('version 2.0.0') });
  const installed = join(folder, 'Vestibule.AppImage');
  expect(readFileSync(installed, 'utf8')).toBe('version 1.0.0');
  expect(await placeFile(files, download.value, installed)).toEqual(ok(null));
  expect(readFileSync(installed, 'utf8')).toBe('version 2.0.0');
});

test('what was changed on the disk since it was fetched does not take the place', async () => {
  const { folder, server, feed } = await open();
  server.offer('2.0.0', 'version 2.0.0');
  await feed.newest(server.url);
  const download = await feed.download();
  if (!download.ok) throw new Error(download.error);
  writeFileSync(download.value.path, 'something else');
  const installed = join(folder, 'Vestibule.AppImage');
  expect(await placeFile(files, download.value, installed)).toEqual(err('wrong-content'));
  expect(readFileSync(installed, 'utf8')).toBe('version 1.0.0');
  expect(existsSync(`${installed}.new`)).toBe(false);
});

test('a file that is not what the feed says is refused and not kept', async () => {
  const { folder, server, feed } = await open();
  server.offer('2.0.0', 'forged', { sha512: hashOf('version 2.0.0') });
  expect(await feed.newest(server.url)).toEqual(ok('2.0.0'));
  expect(await feed.download()).toEqual(err('wrong-content'));
  expect(readdirSync(join(folder, 'cache/vestibule-updater/pending'))).toEqual([]);
});

test.each([
  ['the version that runs', '1.0.0'],
  ['an older one', '0.9.0'],
])('%s is nothing newer', async (_, version) => {
  const { server, feed } = await open();
  server.offer(version, 'a version');
  expect(await feed.newest(server.url)).toEqual(ok(null));
});

test.each([
  ['nobody listens', 'http://127.0.0.1:9/', 'not-reached'],
  ['it has no such file', null, 'not-understood'],
])('where %s, there is a problem and no version', async (_, url, problem) => {
  const { server, feed } = await open();
  expect(await feed.newest(url ?? server.url)).toEqual(err(problem));
});

test('a redirect is not followed', async () => {
  const { server, feed } = await open();
  const other = await startFeed();
  other.offer('2.0.0', 'version 2.0.0');
  server.answer(302, { location: `${other.url}latest-linux.yml` });
  expect(await feed.newest(server.url)).toMatchObject({ ok: false });
  expect(other.asked).toEqual([]);
});

test('a file on another host is not fetched', async () => {
  const { server, feed } = await open();
  const other = await startFeed();
  server.offer('2.0.0', 'version 2.0.0', { url: `${other.url}Vestibule-2.0.0.AppImage` });
  expect(await feed.newest(server.url)).toEqual(err('not-understood'));
  expect(await feed.download()).toEqual(err('failed'));
  expect(other.asked).toEqual([]);
});

test('a version that did not start here is not fetched again, and the next one is', async () => {
  const { server, feed } = await open();
  const record: UpdateRecord = { ...BLANK, bad: ['2.0.0'] };
  const log = createMemoryLog();
  const install = vi.fn<(download: Download) => Promise<ReturnType<typeof err<string>>>>(() =>
    Promise.resolve(err('not today')),
  );
  const updates = createUpdates({
    off: null,
    settings: () => ({
      updates: { feedUrl: server.url, quietHour: 3 },
      site: { name: 'Harbour House', timeZone: 'UTC', han: 'sc' },
    }),
    desk: () => stationView({}),
    usedAtMs: () => null,
    record: () => record,
    loadFeed: () => Promise.resolve(feed),
    install,
    clock: createFakeClock(),
    random: () => 0.5,
    log,
  });
  server.offer('2.0.0', 'version 2.0.0');
  await updates.check();
  expect(updates.view().state).toEqual({ kind: 'bad', version: '2.0.0' });
  expect(server.asked).not.toContain('Vestibule-2.0.0.AppImage');

  server.offer('2.0.1', 'version 2.0.1');
  await updates.check();
  expect(updates.view().state).toMatchObject({ kind: 'ready', version: '2.0.1' });
  expect(await updates.install()).toBeNull();
  expect(install.mock.calls[0]?.[0]).toMatchObject({ version: '2.0.1', sha512: hashOf('version 2.0.1') });
  // An address may hold what opens it.
  expect(log.lines.join('\n')).not.toContain('127.0.0.1');
});
