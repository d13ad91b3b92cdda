/**
 * What happens in one simulated day, as data: drawn from a seed, cut down when it has found something, kept as a regression
 * test. A step names its visitor by its place among those who have come so far, so that it still means something when
 * others have been cut out.
 */
import { createRandom, type Random } from '../../electron/demo/cloud/random.ts';
import { TRANSITION_KINDS, type TransitionKind } from '../../electron/shared/transition.ts';
import type { Damage } from './damage.ts';
import { SCENES } from './scenes.ts';

export type Act =
  /** In the cloud. `visitor` counts from 0 and wraps. */
  | {
      readonly kind: 'arrive';
      readonly state: 'Upcoming' | 'Pending' | 'Host';
      readonly isSuspicious: boolean;
    }
  | { readonly kind: 'approve' | 'reject' | 'pick-up' | 'check-out' | 'rename'; readonly visitor: number }
  | { readonly kind: 'come-back' | 'assign-card' | 'take-card' | 'delete'; readonly visitor: number }
  | { readonly kind: 'burst'; readonly visitors: number }
  /** Another desk, or the cloud's own reception, does something with whom this desk has last asked something for. */
  | {
      readonly kind: 'other-desk';
      readonly change: 'approve' | 'reject' | 'pick-up' | 'check-out' | 'come-back' | 'delete';
    }
  /** A notification of the time before somebody left comes once more. */
  | { readonly kind: 'late-duplicate'; readonly visitor: number }
  /** On the network. Durations in milliseconds. */
  | { readonly kind: 'drop' | 'blackhole' }
  | { readonly kind: 'close'; readonly code: number }
  | { readonly kind: 'network'; readonly mode: NetworkMode; readonly forMs: number }
  | { readonly kind: 'rest'; readonly mode: RestMode; readonly forMs: number }
  | { readonly kind: 'frames'; readonly mode: FrameMode; readonly forMs: number }
  /** At the printer. */
  | { readonly kind: 'printer'; readonly fault: PrinterFault; readonly forMs: number }
  | { readonly kind: 'printer-link-breaks'; readonly afterBytes: number; readonly forMs: number }
  /** At the desk. */
  | { readonly kind: 'print' | 'cancel'; readonly visitor: number }
  | { readonly kind: 'answer-questions' | 'reconnect' | 'network-changed' }
  /** Acts on visitors: `visitor` counts among those whom the desk would offer it for. */
  | {
      readonly kind: 'ask';
      readonly wish: TransitionKind;
      readonly visitor: number;
      readonly presses: Presses;
    }
  | {
      readonly kind: 'ask-group';
      readonly wish: TransitionKind;
      readonly visitor: number;
      readonly size: number;
    }
  /** The latest wish once more, as a window does that has had no answer. */
  | { readonly kind: 'press-again' | 'withdraw' | 'begin-roll-call' | 'end-roll-call' }
  | { readonly kind: 'answer-acts'; readonly answer: 'understood' | 'send-again' }
  | { readonly kind: 'act-calls'; readonly mode: ActMode; readonly forMs: number }
  | { readonly kind: 'webhooks'; readonly mode: WebhookMode; readonly forMs: number }
  /** On the PC. */
  | { readonly kind: 'clock'; readonly byMs: number }
  | { readonly kind: 'sleep'; readonly forMs: number; readonly isTold: boolean }
  /** Dies at the n-th durable write from now, or after 20 s if there are not so many. */
  | {
      readonly kind: 'kill';
      readonly atWrite: number;
      readonly edge: 'before' | 'after';
      readonly downMs: number;
    }
  | { readonly kind: 'restart'; readonly downMs: number }
  /** `full`: the database can grow no more; what fits into its pages still goes through. `read-only`: nothing does. */
  | { readonly kind: 'disk'; readonly mode: DiskMode; readonly forMs: number }
  /** Killed, and the database is gone. */
  | { readonly kind: 'lose-database' }
  /** Killed, and some bytes of the database are others. */
  | ({ readonly kind: 'damage-database' } & Damage)
  | { readonly kind: 'look' };

/** Twice by one hand, or by two windows at the same moment. */
export type Presses = 'once' | 'twice' | 'in-two-windows';
/**
 * What becomes of the call that acts. `cut-…`: the connection breaks before or after the deed. `long-after`: it is done when the desk
 * has given up. `not-understood`: done, and the answer says nothing of the visitor.
 */
export type ActMode =
  | 'cut-before'
  | 'cut-after'
  | 'late'
  | 'long-after'
  | 'hangs'
  | 'fails-before'
  | 'fails-after'
  | 'refuses-token'
  | 'is-busy'
  | 'not-understood';
/** How the cloud tells what has changed. `either`: each notification takes one road, the other, or both. */
export type Delivery = 'socket' | 'both' | 'either';
/** `late`: up to two minutes, so that a retry is older than what the desk knows. `answers-lost`: kept, and sent again all the same. */
export type WebhookMode = 'late' | 'repeated' | 'answers-lost';
export type DiskMode = 'full' | 'read-only';
export type NetworkMode = 'down' | 'hangs' | 'refuses-401' | 'refuses-503' | 'drops-at-once' | 'drops-soon';
export type RestMode = 'late' | 'hangs' | 'fails-500' | 'fails-401' | 'breaks-off' | 'capped';
export type FrameMode = 'repeated' | 'reordered' | 'lost' | 'slow';
export type PrinterFault = 'no-media' | 'cover-open' | 'jam' | 'silent' | 'refuse-data' | 'off';

export interface Step {
  readonly afterMs: number;
  readonly act: Act;
}

export interface Schedule {
  readonly seed: number;
  /** The people who are in the building before the desk is first started. */
  readonly alreadyHere: number;
  /** Whether the tenant's snapshot tells of people who are only expected; the API's pages do not say. */
  readonly tellsExpected: boolean;
  /** Default: by the socket alone. */
  readonly delivery?: Delivery;
  readonly steps: readonly Step[];
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const ACT_MODES = [
  'cut-before',
  'cut-after',
  'late',
  'long-after',
  'hangs',
  'fails-before',
  'fails-after',
  'refuses-token',
  'is-busy',
  'not-understood',
] as const satisfies readonly ActMode[];

type Draw = (random: Random) => Act;

/** How often each kind comes, out of their sum. */
const ACTS: readonly (readonly [weight: number, draw: Draw])[] = [
  [
    14,
    (random) => ({
      kind: 'arrive',
      state: random.pick(['Upcoming', 'Pending', 'Pending', 'Host']),
      isSuspicious: random.chance(0.1),
    }),
  ],
  [16, ofVisitor('approve')],
  [3, ofVisitor('reject')],
  [4, ofVisitor('pick-up')],
  [5, ofVisitor('check-out')],
  [6, ofVisitor('rename')],
  [1, ofVisitor('come-back')],
  [3, ofVisitor('assign-card')],
  [2, ofVisitor('take-card')],
  [2, ofVisitor('delete')],
  [1, (random) => ({ kind: 'burst', visitors: random.integer(5, 60) })],
  [5, () => ({ kind: 'drop' })],
  [2, () => ({ kind: 'blackhole' })],
  [1, (random) => ({ kind: 'close', code: random.pick([1000, 1001, 1011, 1012, 4000, 4401]) })],
  [
    5,
    (random) => ({
      kind: 'network',
      mode: random.pick(['down', 'hangs', 'refuses-401', 'refuses-503', 'drops-at-once', 'drops-soon']),
      forMs: random.integer(2 * SECOND, 4 * MINUTE),
    }),
  ],
  [
    6,
    (random) => ({
      kind: 'rest',
      mode: random.pick(['late', 'late', 'hangs', 'fails-500', 'fails-401', 'breaks-off', 'capped']),
      forMs: random.integer(5 * SECOND, 2 * MINUTE),
    }),
  ],
  [
    5,
    (random) => ({
      kind: 'frames',
      mode: random.pick(['repeated', 'repeated', 'reordered', 'lost', 'slow']),
      forMs: random.integer(5 * SECOND, 2 * MINUTE),
    }),
  ],
  [
    5,
    (random) => ({
      kind: 'printer',
      fault: random.pick(['no-media', 'cover-open', 'jam', 'silent', 'refuse-data', 'off']),
      forMs: random.integer(SECOND, 3 * MINUTE),
    }),
  ],
  [
    3,
    (random) => ({
      kind: 'printer-link-breaks',
      // A whole job of the simulated size is about 600 bytes; the question before it about 10.
      afterBytes: random.integer(0, 900),
      forMs: random.integer(SECOND, 20 * SECOND),
    }),
  ],
  [
    12,
    (random) => ({
      kind: 'ask',
      wish: random.pick(['approve', 'approve', 'check-out', 'check-out', 'check-in', 'reject']),
      visitor: random.integer(0, 999),
      presses: random.pick(['once', 'once', 'once', 'twice', 'in-two-windows']),
    }),
  ],
  [
    2,
    (random) => ({
      kind: 'ask-group',
      wish: random.pick(TRANSITION_KINDS),
      visitor: random.integer(0, 999),
      size: random.integer(2, 9),
    }),
  ],
  [2, () => ({ kind: 'press-again' })],
  [2, () => ({ kind: 'withdraw' })],
  [2, (random) => ({ kind: 'answer-acts', answer: random.pick(['understood', 'send-again']) })],
  [
    7,
    (random) => ({
      kind: 'act-calls',
      mode: random.pick(ACT_MODES),
      forMs: random.integer(2 * SECOND, 90 * SECOND),
    }),
  ],
  [
    3,
    (random) => ({
      kind: 'webhooks',
      mode: random.pick(['late', 'late', 'repeated', 'answers-lost']),
      forMs: random.integer(5 * SECOND, 90 * SECOND),
    }),
  ],
  [1, () => ({ kind: 'begin-roll-call' })],
  [0.5, () => ({ kind: 'end-roll-call' })],
  [4, ofVisitor('print')],
  [1, ofVisitor('cancel')],
  [3, () => ({ kind: 'answer-questions' })],
  [2, () => ({ kind: 'reconnect' })],
  [1, () => ({ kind: 'network-changed' })],
  [
    1,
    (random) => ({
      kind: 'clock',
      byMs: random.pick([-2 * 60 * MINUTE, -MINUTE, -5 * SECOND, 5 * SECOND, MINUTE, 2 * 60 * MINUTE]),
    }),
  ],
  [
    2,
    (random) => ({
      kind: 'sleep',
      forMs: random.integer(5 * SECOND, 20 * MINUTE),
      isTold: random.chance(0.5),
    }),
  ],
  [
    6,
    (random) => ({
      kind: 'kill',
      atWrite: random.integer(1, 12),
      edge: random.pick(['before', 'after']),
      downMs: random.integer(0, 10 * SECOND),
    }),
  ],
  [1, (random) => ({ kind: 'restart', downMs: random.integer(0, 10 * SECOND) })],
  [
    2,
    (random) => ({
      kind: 'disk',
      mode: random.pick(['full', 'read-only']),
      forMs: random.integer(SECOND, 2 * MINUTE),
    }),
  ],
  [0.5, () => ({ kind: 'lose-database' })],
  [
    1,
    (random) => ({
      kind: 'damage-database',
      where: random.pick(['file', 'wal']),
      at: random.next(),
      bytes: random.pick([1, 16, 4096, 65_536]),
    }),
  ],
  [8, () => ({ kind: 'look' })],
];

type VisitorAct = Exclude<Extract<Act, { readonly visitor: number }>['kind'], 'ask' | 'ask-group'>;

function ofVisitor(kind: VisitorAct): Draw {
  return (random) => ({ kind, visitor: random.integer(0, 999) });
}

export function drawSchedule(seed: number): Schedule {
  const random = createRandom(seed);
  const total = ACTS.reduce((sum, [weight]) => sum + weight, 0);
  const drawAct = (): Act => {
    let left = random.next() * total;
    for (const [weight, draw] of ACTS) {
      left -= weight;
      if (left < 0) return draw(random);
    }
    return { kind: 'look' };
  };
  // Mostly in quick succession, because races need company; now and then a while of nothing.
  const drawPause = (): number =>
    random.chance(0.6) ? random.integer(0, 300) : random.integer(300, random.chance(0.1) ? 120_000 : 8_000);
  const steps: Step[] = [];
  const scenes = SCENES.filter(() => random.chance(0.3));
  for (let count = random.integer(10, 70); count > 0; count -= 1) {
    const act = drawAct();
    steps.push({ afterMs: drawPause(), act });
    if (scenes.length > 0 && random.chance(0.1)) steps.push(...(scenes.pop()?.(random) ?? []));
    // Some troubles show only when nothing else disturbs them until they are over.
    if (act.kind === 'network' && random.chance(0.5))
      steps.push({ afterMs: act.forMs + SECOND, act: { kind: 'look' } });
  }
  return {
    seed,
    alreadyHere: random.integer(0, 8),
    tellsExpected: random.chance(0.5),
    delivery: random.pick(['socket', 'both', 'either']),
    steps,
  };
}
