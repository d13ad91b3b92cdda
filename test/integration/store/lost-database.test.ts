import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/store/database.ts';
import type { CheckInDetail } from '../../../electron/shared/view.ts';
import { openLiveDesk, untilHealth, untilJobs, type LiveDesk } from '../../support/live-desk.ts';
import { damage, damagePage } from '../../support/lost-database.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { arrive } from '../../support/quiet-cloud.ts';
import { startServe, type ServeProcess } from '../../support/serve-process.ts';
import { startTcpSink } from '../../support/tcp-sink.ts';

const OTHER_KEY = 'ab'.repeat(32);

/** At closing time: 7 has a badge, 8 waits for approval, 9 was approved while the printer was gone. */
async function eveningBefore(): Promise<LiveDesk> {
  const desk = await openLiveDesk();
  arrive(desk.cloud, 7);
  arrive(desk.cloud, 8);
  desk.cloud.transition(7, 'Host');
  await untilJobs(desk.station, { done: 1 });
  await desk.sink.close();
  arrive(desk.cloud, 9);
  desk.cloud.transition(9, 'Host');
  await untilJobs(desk.station, { done: 1, queued: 1 });
  expect(await desk.station.end('SIGTERM')).toBe(0);
  return desk;
}

const startAgain = (desk: LiveDesk, key = KEY_HEX): Promise<ServeProcess> =>
  startServe({ dataFolder: desk.dataFolder, environment: { VESTIBULE_KEY: key } });

const visitor = (station: ServeProcess, id: number): Promise<CheckInDetail> =>
  station.command('check-ins:get', { id });

const fileOf = (desk: LiveDesk): string => join(desk.dataFolder, 'vestibule.db');

function rootPageOf(desk: LiveDesk, name: string): number {
  const opened = openDatabase(fileOf(desk), KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const page = opened.value.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name);
  opened.value.close();
  return Number(page);
}

/** Everybody is approved once more, and whoever is approved for the first time gets a badge: 8 alone. */
async function expectOneNewBadge(desk: LiveDesk, station: ServeProcess, doneBefore: number): Promise<void> {
  const printer = await startTcpSink(desk.sink.port);
  for (const id of [7, 9]) {
    desk.cloud.transition(id, 'Pending');
    desk.cloud.transition(id, 'Host');
  }
  desk.cloud.transition(8, 'Host');
  await untilJobs(station, { done: doneBefore + 1, queued: 0 });
  expect((await visitor(station, 8)).badge).toMatchObject({ kind: 'job', state: 'delivered' });
  expect(printer.jobs()).toBe(1);
}

test('a damaged database: the desk opens, knows who has a badge, prints none twice, and says what became of the one that waited', async () => {
  const desk = await eveningBefore();
  damage(fileOf(desk), 0, 4096);
  const station = await startAgain(desk);
  await untilHealth(station, { session: 'live', store: 'rebuilt', checkIns: 3 });

  const { store } = await station.command('station:view', null);
  expect(store).toMatchObject({ kind: 'rebuilt', because: 'corrupt', salvagedJobs: 2 });
  expect((await visitor(station, 7)).badge).toMatchObject({ kind: 'job', state: 'delivered' });
  expect((await visitor(station, 9)).badge).toMatchObject({
    kind: 'job',
    state: 'withdrawn',
    reason: { kind: 'database-set-aside' },
  });
  await expectOneNewBadge(desk, station, 1);

  await station.command('store:acknowledge', null);
  expect(await station.health()).toMatchObject({ store: 'ok' });
  await station.end('SIGTERM');
  const next = await startAgain(desk);
  expect(await next.health()).toMatchObject({ store: 'ok' });
});

test('a database of which nothing can be read: nothing prints by itself from the first list, who was approved before is said as such', async () => {
  const desk = await eveningBefore();
  writeFileSync(fileOf(desk), Buffer.alloc(100_000, 'lost'));
  const station = await startAgain(desk);
  await untilHealth(station, { session: 'live', store: 'rebuilt', checkIns: 3 });
  for (const id of [7, 9])
    expect((await visitor(station, id)).badge).toEqual({ kind: 'none', reason: { code: 'baseline' } });
  const printer = await startTcpSink(desk.sink.port);
  desk.cloud.transition(7, 'Onsite');
  desk.cloud.transition(8, 'Host');
  await untilJobs(station, { done: 1, queued: 0 });
  expect((await visitor(station, 8)).badge).toMatchObject({ kind: 'job', state: 'delivered' });
  expect(printer.jobs()).toBe(1);
});

test('another key for a day: the desk works all the same, and with the right key again the old badges are known', async () => {
  const desk = await eveningBefore();
  const stranger = await startAgain(desk, OTHER_KEY);
  await untilHealth(stranger, { session: 'live', store: 'rebuilt', checkIns: 3 });
  expect((await stranger.command('station:view', null)).store).toMatchObject({
    because: 'wrong-key',
    salvagedJobs: 0,
  });
  await stranger.end('SIGTERM');
  const station = await startAgain(desk);
  await untilHealth(station, { session: 'live', store: 'rebuilt' });
  expect((await station.command('station:view', null)).store).toMatchObject({ salvagedJobs: 2 });
  await expectOneNewBadge(desk, station, 1);
  expect(globSync('vestibule.db.other-key-*Z', { cwd: desk.dataFolder })).toHaveLength(2);
});

test('damage that shows while the desk is open: the file is replaced under it, and the desk goes on', async () => {
  const desk = await eveningBefore();
  // Closed in order, so the file is not looked through at start: the damage shows when a card is wanted.
  expect(existsSync(`${fileOf(desk)}-wal`)).toBe(false);
  damagePage(fileOf(desk), rootPageOf(desk, 'access_credentials_by_check_in'));
  const station = await startAgain(desk);
  await untilHealth(station, { session: 'live', store: 'ok', checkIns: 3 });
  await expect(visitor(station, 7)).rejects.toThrow('cannot-store');
  await untilHealth(station, { session: 'live', store: 'rebuilt', checkIns: 3 });
  expect((await visitor(station, 7)).badge).toMatchObject({ kind: 'job', state: 'delivered' });
  await expectOneNewBadge(desk, station, 1);
  expect(await station.end('SIGTERM')).toBe(0);
});

test('promise 8: what was set aside says nothing to whoever has no key', async () => {
  const desk = await eveningBefore();
  const sent = desk.cloud.transition(8, 'Pending');
  damage(fileOf(desk), 0, 4096);
  const station = await startAgain(desk);
  await untilHealth(station, { session: 'live', store: 'rebuilt' });
  await station.end('SIGTERM');
  const all =
    globSync('vestibule.db*', { cwd: desk.dataFolder })
      .map((name) => readFileSync(join(desk.dataFolder, name), 'latin1'))
      .join('\n') + station.stderr();
  for (const personal of [sent.firstName, sent.lastName, KEY_HEX]) expect(all).not.toContain(personal);
});
