import { describe, expect, test } from 'vitest';
import { createCards } from '../../../electron/desk/cards.ts';
import { visitorCards } from '../../../electron/desk/visitor-cards.ts';
import type { CardList } from '../../../electron/shared/cards.ts';
import { at, card, frame, openDesk, visitor } from './ingest-rig.ts';

const KIOSK = '04A13A36';
const RECEPTION = '0077675062';
const ACCESS_CONTROL = '021-00002';
const threeWays = {
  cardNumberKiosk: KIOSK,
  cardNumberReception: RECEPTION,
  cardNumberAccessControlSystem: ACCESS_CONTROL,
};
/** A card as its own notification tells of it. */
const told = (checkInId: number | null, more: object = {}) => ({
  accessCredential: {
    id: 2,
    type: 'RFID_CARD',
    cardNumber: RECEPTION,
    ...threeWays,
    assignment: checkInId === null ? null : { checkInId },
    ...more,
  },
});
/** A check-in that names its own card; `null` says that it has none. */
const naming = (id: number, state: string, credential: object | null = threeWays, more: object = {}) =>
  frame(id, state, { firstName: `Guest${id}`, accessControl: { credential }, ...more });
const left = (minute: number) => ({ leftAt: at(minute) });

async function desk() {
  const t = await openDesk();
  const cards = createCards(t.store);
  const list = (which: CardList, search = '') =>
    cards.page({ list: which, search, offset: 0, limit: 50 }).rows;
  const holders = (which: CardList, search = '') =>
    list(which, search).map(({ holder }) => holder?.checkInId ?? null);
  return { ...t, cards, list, holders };
}

describe('one card, told of twice,', () => {
  test.each([
    ['the check-in first', [naming(7, 'Onsite'), told(7)]],
    ['the card first', [told(7), naming(7, 'Onsite')]],
    ['as a bare number of which nobody says who read it', [naming(7, 'Onsite'), card('9', 7, '04:a1:3a:36')]],
    ['without an id', [told(7, { id: null }), naming(7, 'Onsite')]],
  ])('counts once: %s', async (_order, frames) => {
    const t = await desk();
    t.send(...frames);
    expect(t.holders('in-use')).toEqual([7]);
    expect(visitorCards(t.store, 7)).toHaveLength(1);
  });

  test('is two cards where the cloud gives two ids, however alike they are', async () => {
    const t = await desk();
    t.send(told(7), told(8, { id: 3 }));
    expect(t.holders('in-use')).toEqual([8, 7]);
  });

  test('is two cards where two kinds of reader show the same text', async () => {
    const t = await desk();
    t.send(
      naming(7, 'Onsite', { cardNumberKiosk: '12' }),
      naming(8, 'Onsite', { cardNumberReception: '12' }),
    );
    expect(t.holders('in-use')).toEqual([8, 7]);
  });

  test('is found by any of its readings, with or without separators', async () => {
    const t = await desk();
    t.send(told(7), naming(7, 'Onsite'));
    for (const text of [KIOSK, '04:a1:3a:36', RECEPTION, ACCESS_CONTROL, '02100002'])
      expect(t.cards.scan(text)).toEqual({ kind: 'card', checkInId: 7, hasLeft: false });
    expect(t.holders('in-use', '3a36')).toEqual([7]);
    expect(t.holders('in-use', 'guest7 00002')).toEqual([7]);
    expect(t.holders('in-use', 'guest8')).toEqual([]);
  });

  test('whose number was corrected is not found by the old one', async () => {
    const t = await desk();
    t.send(frame(7, 'Onsite'), card('5', 7, '111111'), card('5', 7, '222222'));
    expect(t.cards.scan('111111')).toEqual({ kind: 'unknown-card' });
    expect(t.cards.scan('222222')).toMatchObject({ kind: 'card' });
  });
});

test('of several cards those that a visitor still has come first, then the latest', async () => {
  const t = await desk();
  t.send(
    frame(7, 'Onsite'),
    card('1', 7, '1111'),
    card('2', 7, '2222'),
    card('3', 7, '3333'),
    card('3', null, '3333'),
  );
  const shown = visitorCards(t.store, 7).map(({ id, toMs }) => [t.cards.reveal(id)?.number, toMs === null]);
  expect(shown).toEqual([
    ['2222', true],
    ['1111', true],
    ['3333', false],
  ]);
});

describe('a card goes from hand to hand', () => {
  test('handed back: free, with who had it last and since when it is back', async () => {
    const t = await desk();
    t.send(naming(7, 'Onsite'), told(7));
    await t.clock.advance(60_000);
    t.send(told(null));
    const backAtMs = t.clock.nowMs();
    expect(t.list('free')).toMatchObject([{ holder: { checkInId: 7, name: 'Guest7' }, sinceMs: backAtMs }]);
    expect(t.cards.scan(KIOSK)).toEqual({ kind: 'free-card', lastCheckInId: 7, returnedAtMs: backAtMs });
    expect(visitorCards(t.store, 7)).toMatchObject([
      { fromMs: backAtMs - 60_000, toMs: backAtMs, wasReassigned: false, hadBefore: false },
    ]);
  });

  test('given to somebody else: the one before knows that it was, the other that somebody had it before', async () => {
    const t = await desk();
    t.send(naming(7, 'Onsite'), told(7), told(8));
    expect(visitorCards(t.store, 7)).toMatchObject([{ toMs: t.clock.nowMs(), wasReassigned: true }]);
    expect(visitorCards(t.store, 8)).toMatchObject([{ toMs: null, hadBefore: true }]);
    expect(t.holders('in-use')).toEqual([8]);
  });

  test('a check-in that goes on naming a card does not take it back from who has it now', async () => {
    const t = await desk();
    t.send(naming(7, 'Onsite'), told(7), told(8), naming(7, 'Onsite', threeWays, { companyName: 'New' }));
    expect(t.holders('in-use')).toEqual([8]);
  });

  test('known from check-ins alone it is handed back when its check-in says so', async () => {
    const t = await desk();
    t.send(naming(7, 'Onsite'), naming(7, 'Onsite', null));
    expect(t.holders('free')).toEqual([7]);
  });

  test('an old word of its check-in does not undo its own notification', async () => {
    const t = await desk();
    t.send(told(7), naming(7, 'Onsite', null));
    expect(t.holders('in-use')).toEqual([7]);
  });

  test('the change and the history are one commit', async () => {
    const t = await desk();
    t.send(told(7));
    expect(() =>
      t.store.transaction(() => {
        t.store.credentials.release(7, Number.MAX_SAFE_INTEGER, t.clock.nowMs());
        throw new Error('cut off');
      }),
    ).toThrow('cut off');
    expect(visitorCards(t.store, 7)).toMatchObject([{ toMs: null }]);
  });
});

describe('a card that was not returned', () => {
  test.each([
    ['left', naming(7, 'Left', threeWays, left(56))],
    ['was rejected', naming(7, 'Rejected')],
  ])('is one whose holder %s', async (_why, ending) => {
    const t = await desk();
    t.send(naming(7, 'Onsite'), told(7));
    expect(t.store.cards.countNotReturned()).toBe(0);
    t.send(ending);
    expect(t.holders('not-returned')).toEqual([7]);
    expect(t.holders('in-use')).toEqual([]);
    expect(t.store.cards.countNotReturned()).toBe(1);
    expect(t.cards.scan(RECEPTION)).toMatchObject({ kind: 'card', hasLeft: true });
    t.send(told(null));
    expect(t.store.cards.countNotReturned()).toBe(0);
  });

  test('the longest is first, and who was let in again has it in use', async () => {
    const t = await desk();
    const other = (id: number) => ({ cardNumberKiosk: `C${id}` });
    t.send(
      naming(1, 'Left', other(1), left(50)),
      naming(2, 'Left', other(2), left(40)),
      naming(3, 'Rejected', other(3)),
    );
    expect(t.holders('not-returned')).toEqual([2, 1, 3]);
    t.send(naming(3, 'Pending', other(3)));
    expect(t.holders('not-returned')).toEqual([2, 1]);
    expect(t.holders('in-use')).toEqual([3]);
  });

  test('a leaver who goes on naming a card takes it from nobody, in whatever order a snapshot tells', async () => {
    const gone = visitor(7, 'Left', { ...left(50), accessControl: { credential: threeWays } });
    const here = visitor(8, 'Onsite', { accessControl: { credential: threeWays } });
    for (const rows of [
      [gone, here],
      [here, gone],
    ]) {
      const t = await desk();
      t.snapshot(rows);
      await t.reconcile();
      expect([t.holders('in-use'), t.holders('not-returned')]).toEqual([[8], []]);
    }
  });

  test('a card of which its own notification says that it is free is not missing, whatever a leaver names', async () => {
    const t = await desk();
    t.send(told(null));
    t.snapshot([visitor(7, 'Left', { ...left(50), accessControl: { credential: threeWays } })]);
    await t.reconcile();
    expect(t.store.cards.countNotReturned()).toBe(0);
  });

  test('that a snapshot says was handed back while the desk was cut off is free', async () => {
    const t = await desk();
    t.send(naming(7, 'Left', threeWays, left(50)), told(7));
    expect(t.store.cards.countNotReturned()).toBe(1);
    t.snapshot([visitor(7, 'Left', { ...left(50), accessControl: { credential: null } })]);
    await t.reconcile();
    expect(t.holders('free')).toEqual([7]);
  });

  test('phases that are read anew move it with its holder', async () => {
    const t = await desk();
    t.send(naming(7, 'Gone home'), told(7));
    t.store.checkIns.remapPhases((state) => (state === 'Gone home' ? 'rejected' : 'unknown'));
    t.store.credentials.alignLeavings();
    expect(t.holders('not-returned')).toEqual([7]);
  });
});

describe('a number', () => {
  test('is masked in every list and every panel', async () => {
    const t = await desk();
    t.send(naming(7, 'Onsite'), told(7), card('9', null, '1234'));
    const shown = JSON.stringify([t.list('in-use'), t.list('free'), visitorCards(t.store, 7)]);
    for (const number of [KIOSK, RECEPTION, ACCESS_CONTROL, '1234']) expect(shown).not.toContain(number);
    expect(t.list('in-use')).toMatchObject([{ maskedNumber: '•••• 5062', type: 'RFID_CARD' }]);
    expect(t.list('free')).toMatchObject([{ maskedNumber: '••••' }]);
  });

  test('is shown for one card, to whoever asks for it, and is in no log', async () => {
    const t = await desk();
    t.send(told(7));
    const [row] = t.list('in-use');
    expect(t.cards.reveal(row?.id ?? 0)).toEqual({ number: RECEPTION });
    expect(t.cards.reveal(99)).toBeNull();
    expect(t.log.lines.join()).not.toContain(RECEPTION);
  });
});

test('a number that nobody knows, and nothing at all, are unknown', async () => {
  const t = await desk();
  t.send(told(7));
  expect(t.cards.scan('5555')).toEqual({ kind: 'unknown-card' });
  expect(t.cards.scan(' - ')).toEqual({ kind: 'unknown-card' });
  expect(t.cards.scan(KIOSK)).toEqual({ kind: 'card-of-unknown', leftAtMs: null });
});
