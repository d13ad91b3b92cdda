import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RollList } from '../../../electron/badge/roll-list/roll-list.ts';
import { createRollCallDesk, type RollCallDesk } from '../../../electron/desk/roll-call.ts';
import { createStore, type Store } from '../../../electron/desk/store.ts';
import { createPublisher } from '../../../electron/ipc/publisher.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import type { StationView, StationViewContent } from '../../../electron/shared/view.ts';
import { stationView } from '../../support/desk-fixtures.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { openStore } from '../../support/open-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { frame, openDesk, visitor } from './ingest-rig.ts';

const DAY_MS = 86_400_000;

function deskOver(store: Store, clock: FakeClock) {
  const printed: RollList[] = [];
  const drawn: RollList[] = [];
  let changes = 0;
  let onChange = (): void => undefined;
  const desk: RollCallDesk = createRollCallDesk({
    store,
    settings: {
      badge: {
        template: 'default',
        nameField: null,
        typeField: 'kind',
        hostField: 'host',
        escortField: null,
        customFields: [],
        language: null,
        photo: false,
      },
      site: { name: 'Harbour House', timeZone: 'Europe/Berlin', han: 'sc' },
      language: 'en',
    },
    clock,
    asOfMs: () => clock.nowMs() - 60_000,
    listPdf: async (list) => {
      drawn.push(list);
      return Buffer.from('a list');
    },
    printLabels: async (list) => {
      printed.push(list);
      return { kind: 'out', labels: 1, proof: 'printed' };
    },
    onChange: () => {
      changes += 1;
      onChange();
    },
  });
  const openId = (): number => {
    const { open } = desk.current();
    if (open === null) throw new Error('none is under way');
    return open.id;
  };
  const standing = () =>
    desk
      .current()
      .people.map(({ id, foundAtMs, leftAtMs }) => [
        id,
        foundAtMs !== null ? 'found' : leftAtMs === null ? 'missing' : 'left',
      ]);
  return {
    desk,
    printed,
    drawn,
    openId,
    standing,
    changes: () => changes,
    whenChanged: (next: () => void) => void (onChange = next),
  };
}

function setUp() {
  const store = openStore();
  const clock = createFakeClock();
  const put = (id: number, firstName: string | null, more = {}) =>
    store.checkIns.put(
      storedCheckIn({ id, firstName, lastName: null, phase: 'onsite', ...more }, clock.nowMs()),
    );
  put(1, 'Zoë', { customFields: { host: 'Lena Vogt', kind: 'Guest' } });
  put(2, 'Amira');
  put(3, null);
  put(4, 'Łukasz');
  put(5, 'Otto', { phase: 'pending' });
  return { store, clock, put, ...deskOver(store, clock) };
}

describe('a roll call at the desk', () => {
  test('before it begins, it shows who is on site, by name, whoever has none at the end', () => {
    const { desk } = setUp();
    const { open, people, counts } = desk.current();
    expect(open).toBeNull();
    expect(people.map(({ name }) => name)).toEqual(['Amira', 'Łukasz', 'Zoë', '']);
    expect(people[2]).toMatchObject({ host: 'Lena Vogt', type: 'Guest', isForgotten: false });
    expect(counts).toEqual({ expected: 4, found: 0, missing: 4, left: 0 });
    expect(desk.notice()).toBeNull();
  });

  test('a second beginning goes on with the one under way', () => {
    const { desk, clock } = setUp();
    const { open } = desk.begin(true);
    expect(open).toEqual({
      id: 1,
      startedAtMs: clock.nowMs(),
      isDrill: true,
      asOfMs: clock.nowMs() - 60_000,
    });
    expect(desk.begin(false).open).toEqual(open);
    expect(desk.notice()).toEqual({ ...open, expected: 4, found: 0, missing: 4, left: 0 });
  });

  test('a tick is counted at once, can be taken back, and only of whoever is in it', () => {
    const { desk, openId, clock } = setUp();
    desk.begin(false);
    expect(desk.tick(openId(), 2, true)).toEqual({
      ok: true,
      value: { expected: 4, found: 1, missing: 3, left: 0 },
    });
    expect(desk.current().people[0]).toMatchObject({ id: 2, foundAtMs: clock.nowMs() });
    expect(desk.tick(openId(), 2, false)).toMatchObject({ ok: true, value: { found: 0 } });
    expect(desk.tick(openId(), 5, true)).toEqual({ ok: false, error: 'not-found' });
    expect(desk.tick(77, 2, true)).toEqual({ ok: false, error: 'not-found' });
  });

  test('once it is over nobody is ticked, and it stands among the past with its figures', () => {
    const { desk, openId, clock } = setUp();
    desk.begin(true);
    const id = openId();
    desk.tick(id, 1, true);
    const ended = desk.end(id);
    expect(ended.ok && ended.value.open).toBeNull();
    expect(ended.ok && ended.value.past).toMatchObject([
      { id, isDrill: true, endedAtMs: clock.nowMs(), expected: 4, found: 1, missing: 3 },
    ]);
    expect(desk.tick(id, 2, true)).toEqual({ ok: false, error: 'over' });
    expect(desk.end(id)).toEqual({ ok: false, error: 'over' });
  });

  test('two windows are both told of every beginning, tick and end', async () => {
    const { desk, clock, openId, whenChanged } = setUp();
    const publisher = createPublisher(
      (): StationViewContent => ({ ...stationView({}), rollCall: desk.notice() }),
      clock,
    );
    whenChanged(() => publisher.changed(true));
    const windows: StationView[][] = [[], []];
    for (const seen of windows) publisher.subscribe((view) => seen.push(view));
    desk.begin(false);
    await clock.advance(200);
    desk.tick(openId(), 4, true);
    await clock.advance(200);
    desk.end(openId());
    await clock.advance(200);
    for (const seen of windows)
      expect(seen.map(({ rollCall }) => rollCall?.missing ?? null)).toEqual([4, 3, null]);
    const revisions = windows[0]?.map(({ listRevision }) => listRevision);
    expect(new Set(revisions).size).toBe(3);
  });

  test('after a restart on the same file it goes on where it stood', () => {
    const path = join(tempFolder(), 'vestibule.db');
    const clock = createFakeClock();
    const open = (): Store => {
      const opened = openDatabase(path, KEY_HEX);
      if (!opened.ok) throw new Error(opened.error.code);
      return createStore(opened.value, KEY_HEX);
    };
    const first = open();
    for (const id of [1, 2]) first.checkIns.put(storedCheckIn({ id, phase: 'onsite' }, clock.nowMs()));
    const before = deskOver(first, clock);
    before.desk.begin(true);
    before.desk.tick(before.openId(), 2, true);
    const was = before.desk.current();
    first.close();
    const second = open();
    onTestFinished(() => second.close());
    const after = deskOver(second, clock);
    expect(after.desk.current()).toEqual(was);
    expect(after.desk.begin(false).open).toEqual(was.open);
  });

  test('a disk that takes nothing takes no tick, and the list is still read', () => {
    const path = join(tempFolder(), 'vestibule.db');
    const opened = openDatabase(path, KEY_HEX);
    if (!opened.ok) throw new Error(opened.error.code);
    const store = createStore(opened.value, KEY_HEX);
    onTestFinished(() => store.close());
    const { desk, openId, changes } = deskOver(store, createFakeClock());
    store.checkIns.put(storedCheckIn({ id: 1, phase: 'onsite' }, 0));
    desk.begin(false);
    opened.value.pragma('query_only = ON');
    expect(() => desk.tick(openId(), 1, true)).toThrow('not-writable');
    expect(desk.current().counts).toMatchObject({ found: 0, missing: 1 });
    expect(changes()).toBe(1);
  });

  test('one that nobody has ended is over after a day; the old and the many go', async () => {
    const { desk, clock, openId } = setUp();
    desk.begin(true);
    await clock.advance(DAY_MS);
    desk.tend();
    expect(desk.current().open).not.toBeNull();
    await clock.advance(1);
    desk.tend();
    expect(desk.current().open).toBeNull();
    for (let count = 0; count < 60; count += 1) {
      desk.begin(true);
      desk.end(openId());
    }
    desk.tend();
    expect(desk.current().past).toHaveLength(10);
    expect((await desk.pdf(11)).ok).toBe(false);
    expect((await desk.pdf(12)).ok).toBe(true);
    await clock.advance(91 * DAY_MS);
    desk.tend();
    expect(desk.current().past).toEqual([]);
  });
});

describe('a roll call while the day goes on', () => {
  test('who arrives joins, who leaves is shown as left, who comes back by a snapshot is missing again', async () => {
    const rig = await openDesk();
    const { desk, openId, standing } = deskOver(rig.store, rig.clock);
    rig.send(frame(1, 'Host'), frame(2, 'Onsite'), frame(3, 'Pending'));
    desk.begin(false);
    expect(standing()).toEqual([
      [1, 'missing'],
      [2, 'missing'],
    ]);
    rig.send(frame(3, 'Host'), frame(4, 'Onsite'), frame(2, 'Left', { leftAt: '2026-11-23T13:58:00Z' }));
    desk.tick(openId(), 1, true);
    expect(standing()).toEqual([
      [1, 'found'],
      [2, 'left'],
      [3, 'missing'],
      [4, 'missing'],
    ]);
    expect(desk.current().people[1]?.leftAtMs).toBe(Date.UTC(2026, 10, 23, 13, 58));
    rig.snapshot([1, 2, 3, 4].map((id) => visitor(id, 'Onsite')));
    await rig.reconcile();
    expect(standing()).toEqual([
      [1, 'found'],
      [2, 'missing'],
      [3, 'missing'],
      [4, 'missing'],
    ]);
  });

  test('whom a whole snapshot does not name is still looked for, and marked', async () => {
    const rig = await openDesk();
    const { desk } = deskOver(rig.store, rig.clock);
    rig.send(frame(1, 'Onsite'), frame(2, 'Onsite'));
    desk.begin(false);
    rig.snapshot([visitor(1, 'Onsite')]);
    await rig.reconcile();
    expect(desk.current().people.map(({ isUnconfirmed }) => isUnconfirmed)).toEqual([false, true]);
    expect(desk.current().counts.missing).toBe(2);
  });
});

describe('the list on paper', () => {
  test('without a roll call it is who is on site; with one it says so, its age and its counts', async () => {
    const { desk, drawn, openId, clock } = setUp();
    const now = await desk.pdf(null);
    expect(now).toMatchObject({ ok: true, value: { fileName: 'on-site-2026-11-23-1500.pdf' } });
    desk.begin(true);
    desk.tick(openId(), 1, true);
    const drill = await desk.pdf(null);
    expect(drill).toMatchObject({ ok: true, value: { fileName: 'drill-2026-11-23-1500.pdf' } });
    expect(drawn).toMatchObject([
      { kind: 'on-site', beganAtMs: null, counts: { expected: 4 } },
      {
        kind: 'drill',
        siteName: 'Harbour House',
        beganAtMs: clock.nowMs(),
        asOfMs: clock.nowMs() - 60_000,
        counts: { found: 1, missing: 3 },
      },
    ]);
    expect(Buffer.from(drill.ok ? drill.value.pdfBase64 : '', 'base64').toString()).toBe('a list');
  });

  test('one that is over says how old its list was then, and counts whoever is forgotten since', async () => {
    const { desk, store, drawn, openId, clock } = setUp();
    desk.begin(false);
    const id = openId();
    const beganAtMs = clock.nowMs();
    store.rollCalls.hasLeft(2, beganAtMs);
    desk.end(id);
    store.checkIns.put(storedCheckIn({ id: 2, phase: 'left', leftAtMs: beganAtMs - 2 * DAY_MS }, 0));
    expect(store.checkIns.forget(beganAtMs - DAY_MS)).toBe(1);
    await clock.advance(DAY_MS / 2);
    await desk.pdf(id);
    expect(drawn[0]).toMatchObject({
      kind: 'roll-call',
      endedAtMs: beganAtMs,
      asOfMs: beganAtMs - 60_000,
      counts: { expected: 3, missing: 3, left: 1 },
    });
    expect(drawn[0]?.people).toHaveLength(4);
    expect(drawn[0]?.people.filter(({ isForgotten }) => isForgotten)).toMatchObject([{ id: 2, name: '' }]);
  });

  test('on labels go the missing, or everybody; nobody missing is no label', async () => {
    const { desk, printed, openId } = setUp();
    desk.begin(false);
    desk.tick(openId(), 1, true);
    await desk.print('missing');
    await desk.print('everybody');
    expect(printed.map(({ people }) => people.length)).toEqual([3, 4]);
    for (const id of [2, 3, 4]) desk.tick(openId(), id, true);
    expect(await desk.print('missing')).toEqual({ kind: 'not-now', why: 'nobody' });
  });
});
