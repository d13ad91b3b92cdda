/** Races that chance alone seldom sets up, as steps that follow each other. */
import type { Random } from '../../electron/demo/cloud/random.ts';
import type { ActMode, Step } from './schedule.ts';

const SECOND = 1_000;

export const SCENES: readonly ((random: Random) => readonly Step[])[] = [
  function changesDuringASnapshot(random) {
    const change = (): Step => ({
      afterMs: random.integer(50, 900),
      act: {
        kind: random.pick(['approve', 'rename', 'check-out', 'assign-card', 'reject']),
        visitor: random.integer(0, 999),
      },
    });
    return [
      { afterMs: SECOND, act: { kind: 'rest', mode: 'late', forMs: 2 * SECOND } },
      { afterMs: 10, act: { kind: 'reconnect' } },
      ...Array.from({ length: random.integer(1, 6) }, change),
      { afterMs: 20 * SECOND, act: { kind: 'look' } },
    ];
  },
  function newsDuringTheFirstSnapshot(random) {
    const visitor = random.integer(0, 999);
    return [
      { afterMs: SECOND, act: { kind: 'approve', visitor } },
      { afterMs: 5 * SECOND, act: { kind: 'rest', mode: 'late', forMs: 4 * SECOND } },
      { afterMs: 10, act: { kind: 'lose-database' } },
      { afterMs: random.integer(1_100, 2_500), act: { kind: 'rename', visitor } },
      { afterMs: random.integer(10, 500), act: { kind: 'approve', visitor: visitor + 1 } },
      { afterMs: 20 * SECOND, act: { kind: 'look' } },
    ];
  },
  function partOfAListAfterALoss(random) {
    return [
      // What is retried may be as old as the database that was lost.
      {
        afterMs: SECOND,
        act: { kind: 'webhooks', mode: random.pick(['late', 'answers-lost']), forMs: 40 * SECOND },
      },
      { afterMs: SECOND, act: { kind: 'burst', visitors: 6 } },
      ...Array.from({ length: 4 }, (): Step => ({
        afterMs: 50,
        act: { kind: 'approve', visitor: random.integer(0, 999) },
      })),
      { afterMs: 10 * SECOND, act: { kind: 'rest', mode: 'capped', forMs: 8 * SECOND } },
      { afterMs: 10, act: { kind: 'lose-database' } },
      { afterMs: 12 * SECOND, act: { kind: 'reconnect' } },
      { afterMs: 10 * SECOND, act: { kind: 'look' } },
    ];
  },
  function aPrinterThatReturnsToAFullDisk(random) {
    return [
      { afterMs: SECOND, act: { kind: 'printer', fault: 'off', forMs: 8 * SECOND } },
      { afterMs: SECOND, act: { kind: 'print', visitor: random.integer(0, 999) } },
      {
        afterMs: 3 * SECOND,
        act: {
          kind: 'disk',
          mode: random.pick(['full', 'read-only']),
          forMs: random.integer(4, 40) * SECOND,
        },
      },
      { afterMs: 20 * SECOND, act: { kind: 'look' } },
    ];
  },
  function oldNewsOfSomebodyWhoLeft(random) {
    const visitor = random.integer(0, 999);
    return [
      { afterMs: SECOND, act: { kind: 'approve', visitor } },
      { afterMs: SECOND, act: { kind: 'check-out', visitor } },
      { afterMs: random.integer(0, 2_000), act: { kind: 'late-duplicate', visitor } },
      { afterMs: SECOND, act: { kind: 'look' } },
    ];
  },
  function twoDesksAtOnce(random) {
    const wish = random.pick(['approve', 'reject', 'check-out'] as const);
    const visitor = random.integer(0, 999);
    return [
      { afterMs: SECOND, act: { kind: 'arrive', state: 'Pending', isSuspicious: false } },
      { afterMs: SECOND, act: { kind: 'ask', wish, visitor, presses: 'once' } },
      {
        afterMs: random.integer(0, 120),
        act: { kind: 'other-desk', change: random.pick(['approve', 'reject', 'check-out', 'pick-up']) },
      },
      { afterMs: 10 * SECOND, act: { kind: 'look' } },
    ];
  },
  function departuresWhileCutOff(random) {
    const visitor = random.integer(0, 999);
    const size = random.integer(2, 8);
    const meanwhile = random.pick(['check-out', 'delete', 'pick-up', 'come-back'] as const);
    return [
      { afterMs: SECOND, act: { kind: 'burst', visitors: 6 } },
      ...Array.from({ length: 5 }, (): Step => ({
        afterMs: 50,
        act: { kind: 'approve', visitor: random.integer(0, 999) },
      })),
      { afterMs: 5 * SECOND, act: { kind: 'network', mode: 'down', forMs: 30 * SECOND } },
      { afterMs: 2 * SECOND, act: { kind: 'ask-group', wish: 'check-out', visitor, size } },
      { afterMs: SECOND, act: { kind: 'other-desk', change: meanwhile } },
      { afterMs: SECOND, act: random.chance(0.5) ? { kind: 'withdraw' } : { kind: 'look' } },
      { afterMs: 5 * SECOND, act: { kind: 'act-calls', mode: pickFault(random), forMs: 40 * SECOND } },
      {
        afterMs: SECOND,
        act: {
          kind: 'kill',
          atWrite: random.integer(1, 30),
          edge: random.pick(['before', 'after']),
          downMs: 500,
        },
      },
      { afterMs: 50 * SECOND, act: { kind: 'look' } },
    ];
  },
  function anAnswerIsOvertaken(random) {
    const visitor = random.integer(0, 999);
    return [
      { afterMs: SECOND, act: { kind: 'arrive', state: 'Pending', isSuspicious: false } },
      { afterMs: SECOND, act: { kind: 'act-calls', mode: 'late', forMs: 10 * SECOND } },
      { afterMs: 10, act: { kind: 'ask', wish: 'approve', visitor, presses: 'once' } },
      { afterMs: random.integer(150, 900), act: { kind: 'other-desk', change: 'pick-up' } },
      { afterMs: 20 * SECOND, act: { kind: 'look' } },
    ];
  },
  function aDepartureIsDoneWhenItIsAskedForAgain(random) {
    const visitor = random.integer(0, 999);
    return [
      { afterMs: SECOND, act: { kind: 'approve', visitor } },
      // Over before the desk, which waits for 15 s, asks again.
      { afterMs: SECOND, act: { kind: 'act-calls', mode: 'long-after', forMs: 10 * SECOND } },
      { afterMs: 10, act: { kind: 'frames', mode: 'slow', forMs: 20 * SECOND } },
      { afterMs: 10, act: { kind: 'ask', wish: 'check-out', visitor, presses: 'once' } },
      {
        afterMs: random.integer(15_200, 17_000),
        act: random.chance(0.5) ? { kind: 'withdraw' } : { kind: 'look' },
      },
      { afterMs: 10 * SECOND, act: { kind: 'look' } },
    ];
  },
  function answersAreLost(random) {
    const visitor = random.integer(0, 999);
    const wish = random.pick(['approve', 'check-out', 'check-in'] as const);
    return [
      {
        afterMs: SECOND,
        act: { kind: 'act-calls', mode: pickFault(random), forMs: random.integer(2, 25) * SECOND },
      },
      { afterMs: 10, act: { kind: 'ask', wish, visitor, presses: 'once' } },
      ...(random.chance(0.4)
        ? [
            {
              afterMs: random.integer(0, 500),
              act: { kind: 'frames', mode: 'lost', forMs: 20 * SECOND },
            } as const,
          ]
        : []),
      { afterMs: random.integer(0, 20) * SECOND, act: { kind: 'ask', wish, visitor, presses: 'twice' } },
      ...(wish === 'check-out' && random.chance(0.5)
        ? [{ afterMs: random.integer(1_000, 40_000), act: { kind: 'withdraw' } } as const]
        : []),
      { afterMs: random.integer(10, 60) * SECOND, act: { kind: 'look' } },
    ];
  },
];

/** Those that leave a desk in doubt. */
const pickFault = (random: Random): ActMode =>
  random.pick(['cut-before', 'cut-after', 'long-after', 'fails-before', 'fails-after', 'not-understood']);
