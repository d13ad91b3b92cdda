import { expect, onTestFinished, test } from 'vitest';
import { cardNumbers } from '../../../electron/demo/cloud/cards.ts';
import { createDemoCloud } from '../../../electron/demo/cloud/cloud.ts';
import { systemClock } from '../../../electron/system-clock.ts';
import { untilSession } from '../../support/live-desk.ts';
import { arrive, startQuietCloud } from '../../support/quiet-cloud.ts';
import { startServe } from '../../support/serve-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/eventually.ts';

/** The real station on the demo's cloud, with the escort field and the state of that tenant. */
async function openDesk() {
  const { cloud, essentry } = await startQuietCloud();
  const station = await startServe({
    dataFolder: tempFolder(),
    settings: {
      version: 1,
      essentry,
      phases: { 'Awaiting Escort': 'approved' },
      badge: { escortField: 'escort' },
      escort: { overdueAfterMin: 1 },
    },
  });
  await untilSession(station, 'live');
  const holders = async (list: 'not-returned' | 'in-use' | 'free') =>
    (await station.command('cards:list', { list, search: '', offset: 0, limit: 50 })).rows.map(
      ({ holder }) => holder?.checkInId ?? null,
    );
  const scan = (text: string) => station.command('badges:scan', { text });
  return { cloud, station, holders, scan };
}

test('a card is handed out, passed on, handed back and taken home, and a scan says each time whose it is', async () => {
  const { cloud, station, holders, scan } = await openDesk();
  const readings = Object.values(cardNumbers(1)) as string[];
  for (const id of [7, 8]) arrive(cloud, id, { accessControl: { credential: null } });
  cloud.assignCard(7, { cardId: 1 });
  await eventually(async () => expect(await holders('in-use')).toEqual([7]));
  for (const text of readings)
    expect(await scan(text)).toEqual({ kind: 'card', checkInId: 7, hasLeft: false });

  cloud.assignCard(8, { cardId: 1 });
  await eventually(async () => expect(await holders('in-use')).toEqual([8]));
  expect((await station.command('check-ins:get', { id: 7 })).cards).toMatchObject([{ wasReassigned: true }]);
  expect((await station.command('check-ins:get', { id: 8 })).cards).toMatchObject([
    { hadBefore: true, toMs: null },
  ]);

  cloud.unassignCards(8);
  await eventually(async () => expect(await holders('free')).toEqual([8]));
  expect(await scan(readings[0] ?? '')).toMatchObject({ kind: 'free-card', lastCheckInId: 8 });

  cloud.assignCard(8, { cardId: 1 });
  // The flow's own leaving gives a card back; who walks off with it just leaves.
  cloud.upsertCheckIn({ id: 8, state: 'Left', leftAt: new Date().toISOString() });
  await eventually(async () =>
    expect(await station.command('station:view', null)).toMatchObject({ cardsNotReturned: 1 }),
  );
  expect(await holders('not-returned')).toEqual([8]);
  expect(await scan(readings[1] ?? '')).toEqual({ kind: 'card', checkInId: 8, hasLeft: true });
  expect(await scan('999999')).toEqual({ kind: 'unknown-card' });
  for (const number of readings) expect(`${station.stdout()}${station.stderr()}`).not.toContain(number);
});

test('a card that comes back while the desk is cut off is known to be back afterwards', async () => {
  const { cloud, holders } = await openDesk();
  arrive(cloud, 7, { accessControl: { credential: null } });
  cloud.assignCard(7, { cardId: 1 });
  cloud.upsertCheckIn({ id: 7, state: 'Left', leftAt: new Date().toISOString() });
  await eventually(async () => expect(await holders('not-returned')).toEqual([7]));
  await cloud.goAway();
  cloud.unassignCards(7);
  await cloud.comeBack();
  await eventually(async () => expect(await holders('free')).toEqual([7]));
});

test('a guest who needs an escort is to be picked up from approval until on site', async () => {
  const { cloud, station } = await openDesk();
  const waiting = async () => (await station.command('station:view', null)).pickUps?.waiting;
  arrive(cloud, 7, { customFields: { escort: true } });
  cloud.transition(7, 'Awaiting Escort');
  await eventually(async () => expect(await waiting()).toBe(1));
  const { rows } = await station.command('check-ins:list', {
    list: 'pick-up',
    search: '',
    offset: 0,
    limit: 9,
  });
  const [row] = rows;
  expect(row?.pickUp?.dueAtMs).toBe((row?.pickUp?.sinceMs ?? 0) + 60_000);
  cloud.transition(7, 'Onsite');
  await eventually(async () => expect(await waiting()).toBe(0));
});

test('after many visitors in little time desk and cloud agree on who has which card', async () => {
  const cloud = createDemoCloud({
    seed: 3,
    clock: systemClock,
    token: 'demo-token',
    locationId: 1,
    visitorsPerMinute: 300,
  });
  const { apiUrl, socketUrl } = await cloud.start();
  onTestFinished(() => cloud.stop());
  const station = await startServe({
    dataFolder: tempFolder(),
    settings: {
      version: 1,
      essentry: { apiUrl, socketUrl, locationId: 1 },
      phases: { 'Awaiting Escort': 'approved' },
    },
  });
  const list = async (which: 'not-returned' | 'in-use') =>
    (await station.command('cards:list', { list: which, search: '', offset: 0, limit: 500 })).rows.map(
      ({ holder, maskedNumber }) => `${holder?.checkInId} ${maskedNumber}`,
    );
  const told = () =>
    cloud
      .accessCredentials()
      .filter(({ checkIn }) => checkIn !== null)
      .map(({ checkIn, cardNumber }) => `${checkIn?.id} •••• ${cardNumber.slice(-4)}`);
  await eventually(() =>
    expect(cloud.checkIns().filter(({ state }) => state === 'Left').length).toBeGreaterThan(25),
  );
  // They go on coming: compared between two of them, when neither side has moved meanwhile.
  await eventually(async () => {
    const before = told().toSorted((a, b) => (a < b ? -1 : 1));
    const seen = [...(await list('in-use')), ...(await list('not-returned'))].toSorted((a, b) =>
      a < b ? -1 : 1,
    );
    expect(told().toSorted((a, b) => (a < b ? -1 : 1))).toEqual(before);
    expect(seen).toEqual(before);
  });
});
