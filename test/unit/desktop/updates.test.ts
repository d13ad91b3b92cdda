import { expect, test, vi } from 'vitest';
import type { Download, UpdateFeed } from '../../../electron/desktop/update-feed.ts';
import { BLANK } from '../../../electron/desktop/update-trial.ts';
import { createUpdates, type UpdatesPorts } from '../../../electron/desktop/updates.ts';
import { err, ok } from '../../../electron/shared/result.ts';
import { stationView } from '../../support/desk-fixtures.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DOWNLOAD: Download = { version: '2.0.0', path: '/pending/V.AppImage', sha512: 'hash' };

function open(change: Partial<UpdatesPorts> = {}, feedUrl: string | null = 'https://updates.example/') {
  // Ten in the evening at the site.
  const clock = createFakeClock(Date.UTC(2026, 10, 23, 21, 0));
  const feed = {
    newest: vi.fn<UpdateFeed['newest']>(() => Promise.resolve(ok('2.0.0'))),
    download: vi.fn<UpdateFeed['download']>(() => Promise.resolve(ok(DOWNLOAD))),
  };
  const install = vi.fn<UpdatesPorts['install']>(() => new Promise(() => undefined));
  const loadFeed = vi.fn<UpdatesPorts['loadFeed']>(() => Promise.resolve(feed));
  const updates = createUpdates({
    off: null,
    settings: () => ({
      updates: { feedUrl, quietHour: 3 },
      site: { name: 'Harbour House', timeZone: 'Europe/Berlin', han: 'sc' },
    }),
    desk: () => stationView({}),
    usedAtMs: () => null,
    record: () => BLANK,
    loadFeed,
    install,
    clock,
    random: () => 0.5,
    log: createMemoryLog(),
    ...change,
  });
  updates.start();
  return { clock, feed, install, loadFeed, updates };
}

test('a version that is found in the evening waits for the quiet hour of the site, and is installed then', async () => {
  const { clock, install, updates } = open();
  await clock.advance(5 * MINUTE_MS);
  expect(updates.view()).toMatchObject({
    state: { kind: 'ready', version: '2.0.0', waitsFor: { kind: 'quiet-hour', hour: 3 } },
    checkedAtMs: expect.any(Number),
  });
  await clock.advance(4 * HOUR_MS + 50 * MINUTE_MS);
  expect(install).not.toHaveBeenCalled();
  await clock.advance(10 * MINUTE_MS);
  expect(install).toHaveBeenCalledExactlyOnceWith(DOWNLOAD);
  expect(updates.view().state).toEqual({ kind: 'installing', version: '2.0.0' });
});

test('whoever asks is told why not, and what is under way is not touched', async () => {
  const jobs = { queued: 1, uncertain: 0, failed: 0, done: 0 };
  const { clock, install, updates } = open({ desk: () => stationView({ jobs }) });
  await clock.advance(5 * MINUTE_MS);
  expect(await updates.install()).toEqual({ kind: 'printing', jobs: 1 });
  expect(install).not.toHaveBeenCalled();
});

test('whoever asks at a desk at rest has it at once', async () => {
  const { clock, install, updates } = open();
  await clock.advance(5 * MINUTE_MS);
  expect(await updates.install()).toBeNull();
  expect(install).toHaveBeenCalledOnce();
});

test('without a feed nobody is asked and nothing is loaded', async () => {
  const { clock, loadFeed, updates } = open({}, null);
  await clock.advance(24 * HOUR_MS);
  expect(loadFeed).not.toHaveBeenCalled();
  expect(updates.view().state).toEqual({ kind: 'off', because: 'no-feed' });
});

test.each(['by-it', 'not-installed', 'in-browser'] as const)(
  'where it is off (%s) nothing is done',
  async (off) => {
    const { clock, loadFeed, updates } = open({ off });
    await updates.check();
    await clock.advance(24 * HOUR_MS);
    expect(await updates.install()).toBeNull();
    expect(loadFeed).not.toHaveBeenCalled();
    expect(updates.view().state).toEqual({ kind: 'off', because: off });
  },
);

test('it is asked every four hours or so, and not at the same moment by every desk', async () => {
  const times: number[] = [];
  for (const random of [() => 0, () => 0.99]) {
    const { clock, feed } = open({ random });
    feed.newest.mockResolvedValue(ok(null));
    const startMs = clock.nowMs();
    await clock.advanceUntil(() => feed.newest.mock.calls.length === 3, 24 * HOUR_MS);
    times.push((clock.nowMs() - startMs) / HOUR_MS);
  }
  expect(times[0]).toBeCloseTo(6, 0);
  expect(times[1]).toBeCloseTo(10, 0);
});

test('what could not be begun is a problem in the view, and is tried again another time', async () => {
  const { clock, install, updates } = open();
  install.mockResolvedValue(err('ENOSPC'));
  await clock.advance(5 * MINUTE_MS);
  await updates.install();
  await clock.advance(0);
  expect(updates.view().state).toEqual({ kind: 'problem', problem: 'no-room' });
  await updates.check();
  expect(updates.view().state).toMatchObject({ kind: 'ready' });
});

test('a feed that is out of reach for once does not take away what is here already', async () => {
  const { clock, feed, updates } = open();
  await clock.advance(5 * MINUTE_MS);
  feed.newest.mockResolvedValue(err('not-reached'));
  await updates.check();
  expect(updates.view().state).toMatchObject({ kind: 'ready', version: '2.0.0' });
});
