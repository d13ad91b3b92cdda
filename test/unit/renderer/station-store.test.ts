import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bridge } from '../../../electron/shared/contract.ts';
import { ok } from '../../../electron/shared/result.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import { StationStore } from '../../../renderer/store/station-store.ts';
import { stationView, visitor } from '../../support/desk-fixtures.ts';
import { eventually } from '../../support/eventually.ts';

/** A bridge in the test's hand: what is asked waits until it is answered. */
function handBridge() {
  const asked: { command: string; answer: (value: unknown) => void }[] = [];
  let push: (view: StationView) => void = () => undefined;
  let connect: (isConnected: boolean) => void = () => undefined;
  const bridge: Bridge = {
    invoke: (command) =>
      new Promise((resolve) => {
        asked.push({ command, answer: (value) => resolve(ok(value) as never) });
      }),
    subscribe: (onView) => {
      push = onView;
      return () => undefined;
    },
    onConnection: (listener) => {
      connect = listener;
      return () => undefined;
    },
  };
  return {
    bridge,
    asked,
    push: (view: StationView) => push(view),
    connect: (isConnected: boolean) => connect(isConnected),
  };
}

const lists = (hand: ReturnType<typeof handBridge>) =>
  hand.asked.filter((question) => question.command === 'check-ins:list');
const WAITING = { list: 'waiting', search: '', offset: 0, limit: 10 } as const;
const page = (id: number) => ({ rows: [visitor({ id })], total: 1, listRevision: 1 });

describe('the store of the window', () => {
  let hand: ReturnType<typeof handBridge>;
  let store: StationStore;
  beforeEach(() => {
    hand = handBridge();
    store = new StationStore(hand.bridge);
    store.start();
  });

  test('a view that was pushed while the first one was being fetched is not overwritten by it', async () => {
    hand.push(stationView({ revision: 5, siteName: 'new' }));
    hand.asked[0]?.answer(stationView({ revision: 4, siteName: 'old' }));
    await Promise.resolve();
    await Promise.resolve();
    expect(store.getSnapshot().view?.siteName).toBe('new');
  });

  test('after the road to the station broke, a lower revision is a new beginning', () => {
    hand.push(stationView({ revision: 900, siteName: 'before' }));
    hand.connect(false);
    expect(store.getSnapshot().view?.siteName).toBe('before');
    hand.connect(true);
    hand.push(stationView({ revision: 1, siteName: 'after' }));
    expect(store.getSnapshot().view?.siteName).toBe('after');
  });

  test('however often the lists move while one is under way, one more is asked for', async () => {
    const query = store.list(WAITING);
    const onChange = vi.fn();
    query.subscribe(onChange);
    for (let revision = 1; revision <= 20; revision++) {
      hand.push(stationView({ revision, listRevision: revision }));
    }
    expect(lists(hand)).toHaveLength(1);
    lists(hand)[0]?.answer(page(1));
    await eventually(() => expect(lists(hand)).toHaveLength(2));
    lists(hand)[1]?.answer(page(2));
    await eventually(() => expect(query.getSnapshot().value?.rows[0]?.id).toBe(2));
    expect(lists(hand)).toHaveLength(2);
  });

  test('a view in which no list has moved asks for none', async () => {
    hand.push(stationView({ revision: 1, listRevision: 3 }));
    store.list(WAITING).subscribe(() => undefined);
    lists(hand)[0]?.answer(page(1));
    hand.push(stationView({ revision: 2, listRevision: 3 }));
    await Promise.resolve();
    expect(lists(hand)).toHaveLength(1);
  });

  test('a list that nobody looks at is asked for only when somebody does', () => {
    const query = store.list(WAITING);
    hand.push(stationView({ revision: 1, listRevision: 9 }));
    expect(lists(hand)).toHaveLength(0);
    query.subscribe(() => undefined);
    expect(lists(hand)).toHaveLength(1);
  });
});
