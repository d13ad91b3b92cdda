import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_RETRY_AFTER_MS, type Ending } from '../../../electron/session/ending.ts';
import { DEFAULT_TIMING } from '../../../electron/session/session.ts';
import { createRig, type RigOptions } from './rig.ts';

const LOST: Ending = { kind: 'closed', code: 1006 };
const RUNS = 200;

type OnConnect = NonNullable<RigOptions['onConnect']>;

/** What a server may do with each connection at once; everything as fast as it can be, which is the worst case. */
const SERVERS: Readonly<Record<string, OnConnect>> = {
  'accepts and drops': ({ events }, clock) =>
    clock.soon(() => {
      events.onOpen();
      events.onEnd(LOST);
    }),
  'lets the desk come in step and drops': ({ events }, clock) =>
    clock.soon(() => {
      events.onOpen();
      // The reconcile of the rig takes a turn or two.
      clock.soon(() => clock.soon(() => events.onEnd({ kind: 'closed', code: 1000 })));
    }),
  refuses: ({ events }, clock) =>
    clock.soon(() => events.onEnd({ kind: 'network', errorCode: 'ECONNREFUSED' })),
  'answers 500': ({ events }, clock) =>
    clock.soon(() => events.onEnd({ kind: 'status', of: 'upgrade', status: 500, retryAfterMs: null })),
};

async function connectsIn(ms: number, options: RigOptions): Promise<readonly number[]> {
  const t = createRig(options);
  t.session.start();
  await t.clock.advance(ms - 1);
  t.session.stop();
  return t.connectsAtS();
}

describe.each(Object.entries(SERVERS))('a server that %s', (_what, onConnect) => {
  test('sees at most 12 connects in the first two minutes, whatever is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        async (draws) => {
          const random = (): number => draws.next().value;
          expect((await connectsIn(120_000, { random, onConnect })).length).toBeLessThanOrEqual(12);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('sees exactly the worst case where nothing but zeros is drawn', async () => {
    expect(await connectsIn(120_000, { random: () => 0, onConnect })).toEqual([
      0, 0, 1, 3, 7, 15, 30, 45, 60, 75, 90, 105,
    ]);
  });
});

describe('the back-off', () => {
  const lose = async (t: ReturnType<typeof createRig>): Promise<number> => {
    t.newest().events.onEnd(LOST);
    const state = t.session.state();
    if (state.kind !== 'waiting') throw new Error('expected a wait');
    const waitMs = state.untilMs - t.clock.nowMs();
    await t.clock.advance(waitMs);
    return waitMs;
  };

  test('goes on over a link that was live for less than the minimum, and starts over after it', async () => {
    const t = createRig();
    t.session.start();
    const waits = [await lose(t), await lose(t), await lose(t)];
    expect(waits).toEqual([1_000, 2_000, 4_000]);

    t.newest().events.onOpen();
    await t.clock.advance(DEFAULT_TIMING.minLiveMs - 1);
    expect(await lose(t)).toBe(8_000);

    t.newest().events.onOpen();
    await t.clock.advance(DEFAULT_TIMING.minLiveMs);
    expect(await lose(t)).toBe(1_000);
  });

  test('is not started over by a long time open without being live', async () => {
    const t = createRig();
    t.setReconcile(() => new Promise(() => undefined));
    t.session.start();
    const before = [await lose(t), await lose(t)];
    t.newest().events.onOpen();
    await t.clock.advance(20_000);
    expect([...before, await lose(t)]).toEqual([1_000, 2_000, 4_000]);
  });

  test('counts attempts from the last time that was live long enough', async () => {
    const t = createRig();
    t.session.start();
    await lose(t);
    await lose(t);
    expect(t.session.state()).toEqual({ kind: 'connecting', attempt: 3 });
    t.newest().events.onOpen();
    await t.clock.advance(DEFAULT_TIMING.minLiveMs);
    await lose(t);
    expect(t.session.state()).toEqual({ kind: 'connecting', attempt: 2 });
  });
});

describe('a pace of its own', () => {
  const status = (code: number, retryAfterMs: number | null = null): Ending => ({
    kind: 'status',
    of: 'upgrade',
    status: code,
    retryAfterMs,
  });
  const meets =
    (ending: Ending): OnConnect =>
    ({ events }, clock) =>
      clock.soon(() => events.onEnd(ending));

  test('what seldom mends itself is asked no more than every 30 s', async () => {
    const connects = await connectsIn(120_000, { random: () => 0, onConnect: meets(status(302)) });
    expect(connects).toEqual([0, 30, 61, 93]);
  });

  test('where somebody has to act it is asked no more than every 5 min', async () => {
    const connects = await connectsIn(1_200_000, { random: () => 0, onConnect: meets(status(401)) });
    expect(connects).toEqual([0, 300, 601, 903]);
  });

  test('a server that names a time is left alone for so long', async () => {
    const connects = await connectsIn(60_000, { random: () => 0, onConnect: meets(status(503, 20_000)) });
    expect(connects).toEqual([0, 20, 41]);
  });

  test('a server that names a day is asked again after ten minutes', async () => {
    const onConnect = meets(status(503, 86_400_000));
    expect(await connectsIn(1_000_000, { random: () => 0, onConnect })).toEqual([
      0,
      MAX_RETRY_AFTER_MS / 1000,
    ]);
  });
});
