import { array, assert, asyncProperty, boolean, integer, option, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askForWhole, type WindowAnswer } from '../../../electron/desk/whole-snapshot.ts';
import type { LeftWindow, RestFailure } from '../../../electron/essentry/rest-client.ts';
import { err, ok, type Result } from '../../../electron/shared/result.ts';

const NOW = Date.UTC(2026, 10, 23, 14);
const HOUR_MS = 3_600_000;
const KEPT_MS = 24 * HOUR_MS;

interface Guest {
  readonly id: number;
  /** `null`: still here. */
  readonly leftMs: number | null;
}

interface Ways {
  /** The most rows in one answer. */
  readonly cap?: number;
  /** The server's clock; the PC's is `NOW`. */
  readonly serverMs?: number;
  readonly heeds?: { readonly leftAfter: boolean; readonly leftBefore: boolean };
  /** Whether who is here is named whatever `leftBefore` says. */
  readonly namesHereAlways?: boolean;
  /** Whether the ends of the window belong to it. */
  readonly isInclusive?: boolean;
  readonly totalCount?: WindowAnswer['totalCount'];
  readonly answer?: (request: number) => RestFailure | null;
}

/** A cloud that answers by the window of leaving, in one of the ways that the reference page leaves open. */
function createCloud(guests: readonly Guest[], ways: Ways = {}) {
  const asked: LeftWindow[] = [];
  const named = new Set<number>();
  const { leftAfter, leftBefore } = ways.heeds ?? { leftAfter: true, leftBefore: true };
  const isCovered = ({ leftMs }: Guest, window: LeftWindow): boolean => {
    const beforeMs = leftBefore ? (window.leftBeforeMs ?? Infinity) : Infinity;
    if (leftMs === null) return ways.namesHereAlways === true || beforeMs === Infinity;
    const afterMs = leftAfter ? window.leftAfterMs : -Infinity;
    return ways.isInclusive === true
      ? leftMs >= afterMs && leftMs <= beforeMs
      : leftMs > afterMs && leftMs < beforeMs;
  };
  async function ask(window: LeftWindow): Promise<Result<WindowAnswer, RestFailure>> {
    await Promise.resolve();
    asked.push(window);
    const failure = ways.answer?.(asked.length) ?? null;
    if (failure !== null) return err(failure);
    const covered = guests.filter((guest) => isCovered(guest, window));
    const rows = covered.slice(0, ways.cap);
    for (const { id } of rows) named.add(id);
    return ok({
      distinctRows: rows.length,
      totalCount: ways.totalCount ?? covered.length,
      serverAtMs: ways.serverMs ?? NOW,
    });
  }
  return { ask, asked, isNamed: (id: number) => named.has(id), named };
}

/** Everybody who is here, and one who left every so many minutes. */
const aDay = (here: number, left: number): Guest[] =>
  Array.from({ length: here + left }, (_, index) => ({
    id: index + 1,
    leftMs: index < here ? null : NOW - ((index - here + 0.5) * KEPT_MS) / left,
  }));

const askAll = (cloud: { ask: ReturnType<typeof createCloud>['ask'] }) =>
  askForWhole(cloud.ask, NOW, KEPT_MS);

describe('a snapshot that comes whole', () => {
  test('takes one request', async () => {
    const cloud = createCloud(aDay(20, 50));
    expect(await askAll(cloud)).toEqual({ ok: true, value: true });
    expect(cloud.asked).toEqual([{ leftAfterMs: NOW - KEPT_MS, leftBeforeMs: null }]);
  });

  test.each(['not-said' as const, 3])('is taken for whole where the cloud counts %s', async (totalCount) => {
    expect(await askAll(createCloud(aDay(3, 3), { totalCount }))).toEqual({ ok: true, value: true });
  });

  test('is not taken for whole where its count makes no sense, and nothing more is asked', async () => {
    const cloud = createCloud(aDay(3, 3), { totalCount: 'unusable' });
    expect(await askAll(cloud)).toEqual({ ok: true, value: false });
    expect(cloud.asked).toHaveLength(1);
  });
});

describe('a snapshot that is cut off', () => {
  test('is asked for again: first who is here, then the past in halves', async () => {
    const guests = aDay(40, 100);
    const cloud = createCloud(guests, { cap: 50 });
    expect(await askAll(cloud)).toEqual({ ok: true, value: true });
    expect(cloud.named.size).toBe(guests.length);
    expect(cloud.asked[1]).toEqual({ leftAfterMs: NOW - 1_000, leftBeforeMs: null });
    expect(cloud.asked.length).toBeLessThan(10);
  });

  test('says that it is not whole where more people are here than one answer holds, and still tells who left', async () => {
    const guests = aDay(80, 100);
    const cloud = createCloud(guests, { cap: 50 });
    expect(await askAll(cloud)).toEqual({ ok: true, value: false });
    expect(guests.filter(({ id, leftMs }) => leftMs !== null && !cloud.isNamed(id))).toEqual([]);
  });

  test('finds everybody in a crowd that left within the same hour', async () => {
    const guests = Array.from({ length: 400 }, (_, index) => ({
      id: index,
      leftMs: NOW - 3 * HOUR_MS - index * 9_000,
    }));
    const cloud = createCloud(guests, { cap: 50 });
    expect(await askAll(cloud)).toEqual({ ok: true, value: true });
    expect(cloud.named.size).toBe(400);
  });

  test('gives up on people who left in the same minute, and says so', async () => {
    const guests = Array.from({ length: 60 }, (_, id) => ({ id, leftMs: NOW - HOUR_MS - id * 10 }));
    const cloud = createCloud(guests, { cap: 50 });
    expect(await askAll(cloud)).toEqual({ ok: true, value: false });
    expect(cloud.asked.length).toBeLessThan(40);
  });

  test('asks for 50,000 in answers of 1,000 without coming to its bound', async () => {
    const cloud = createCloud(aDay(900, 49_100), { cap: 1_000 });
    expect(await askAll(cloud)).toEqual({ ok: true, value: true });
    expect(cloud.asked.length).toBeLessThan(200);
  });

  test('never asks more often than its bound', async () => {
    const cloud = createCloud(aDay(0, 5_000), { cap: 3 });
    expect(await askAll(cloud)).toEqual({ ok: true, value: false });
    expect(cloud.asked).toHaveLength(200);
  });

  test.each([
    ['heeds no end of the window', { heeds: { leftAfter: true, leftBefore: false } }, 10],
    ['heeds no beginning of it', { heeds: { leftAfter: false, leftBefore: true } }, 10],
    ['heeds neither', { heeds: { leftAfter: false, leftBefore: false } }, 5],
    ['counts far more than there are', { totalCount: 1_000_000 }, 5],
  ] satisfies [string, Ways, number][])(
    'is not asked for over and over where the cloud %s',
    async (_how, ways, most) => {
      for (const here of [0, 40, 400]) {
        const cloud = createCloud(aDay(here, 400), { cap: 50, ...ways });
        expect(await askAll(cloud)).toEqual({ ok: true, value: false });
        expect(cloud.asked.length).toBeLessThanOrEqual(most);
      }
    },
  );
});

describe('a cloud that fails', () => {
  const refused: RestFailure = { kind: 'status', status: 429, retryAfterMs: 1_000 };
  const broken: RestFailure = { kind: 'network', cause: new Error('reset') };

  test('at the first request is a failure', async () => {
    const cloud = createCloud(aDay(1, 1), { answer: () => refused });
    expect(await askAll(cloud)).toEqual({ ok: false, error: refused });
  });

  test('that refuses to go on after its first answer leaves a snapshot that is not whole', async () => {
    const cloud = createCloud(aDay(40, 100), { cap: 50, answer: (n) => (n > 3 ? refused : null) });
    expect(await askAll(cloud)).toEqual({ ok: true, value: false });
    expect(cloud.asked.length).toBeLessThan(10);
  });

  test('that breaks off between two windows is a failure: the link may be gone', async () => {
    const cloud = createCloud(aDay(40, 100), { cap: 50, answer: (n) => (n === 4 ? broken : null) });
    expect(await askAll(cloud)).toEqual({ ok: false, error: broken });
  });
});

describe('a clock of this PC that is wrong', () => {
  test('by hours ahead asks for too little, and then for the rest', async () => {
    const guests = aDay(5, 24).map((guest) => ({
      ...guest,
      leftMs: guest.leftMs && guest.leftMs - 6 * HOUR_MS,
    }));
    const cloud = createCloud(guests, { serverMs: NOW - 6 * HOUR_MS });
    expect(await askAll(cloud)).toEqual({ ok: true, value: true });
    expect(guests.filter(({ id }) => !cloud.isNamed(id))).toEqual([]);
    expect(cloud.asked).toHaveLength(2);
  });

  test.each([
    ['behind', NOW + 6 * HOUR_MS],
    ['a little ahead', NOW - 20_000],
  ])('%s asks for enough at once', async (_how, serverMs) => {
    const cloud = createCloud(aDay(5, 24), { serverMs });
    expect(await askAll(cloud)).toEqual({ ok: true, value: true });
    expect(cloud.asked).toHaveLength(1);
  });
});

test('whatever the cloud and its ways: what is said to be whole is whole, and the requests are bounded', async () => {
  // Within the time that is kept: its first instant is over before the answer is there, and no cloud says whether the end
  // of a window belongs to it.
  const left = integer({ min: NOW - KEPT_MS + 1, max: NOW });
  const guest = record({ leftMs: option(left, { nil: null }) });
  await assert(
    asyncProperty(
      array(guest, { maxLength: 120 }),
      record({
        cap: integer({ min: 1, max: 60 }),
        serverMs: integer({ min: NOW - 3 * HOUR_MS, max: NOW + 3 * HOUR_MS }),
        namesHereAlways: boolean(),
        isInclusive: boolean(),
        heeds: record({ leftAfter: boolean(), leftBefore: boolean() }),
      }),
      async (drawn, ways) => {
        const guests = drawn.map((each, id) => ({ ...each, id }));
        const cloud = createCloud(guests, ways);
        const outcome = await askAll(cloud);
        expect(outcome.ok).toBe(true);
        expect(cloud.asked.length).toBeLessThanOrEqual(200);
        const isSaidToBeWhole = outcome.ok && outcome.value;
        expect(isSaidToBeWhole ? guests.filter(({ id }) => !cloud.isNamed(id)) : []).toEqual([]);
      },
    ),
  );
});
