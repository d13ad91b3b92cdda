/**
 * When a station is to die: so long after such a moment has come for the n-th time. Drawn from the seed. What runs at that
 * moment is up to the operating system: a seed repeats the schedule, not the interleaving.
 */
import type { Random } from '../../../electron/demo/cloud/random.ts';
import type { Moment } from './moments.ts';

/** What the load does as soon as the station is live, so that the moment comes. */
export type Provocation = 'approval' | 'burst' | 'snapshot';

export interface KillPlan {
  readonly phase: KillPhase;
  readonly after: Moment;
  readonly occurrence: number;
  /** Below 2 ms exact to the microsecond; above, as exact as a timer. */
  readonly delayMs: number;
  readonly provoke: Provocation | null;
  /** SIGTERM at the moment, SIGKILL after the delay: killed in the middle of its orderly end. */
  readonly isDraining: boolean;
}

export const KILL_PHASES = [
  'first start',
  'start-up',
  'recovery',
  'reconcile',
  'live',
  'frame',
  'burst',
  'label body',
  'commit byte',
  'label half out',
  'label out',
  'answer',
  'drain',
] as const;
export type KillPhase = (typeof KILL_PHASES)[number];

type Draw = (random: Random) => Omit<KillPlan, 'phase'>;

const between = (random: Random, fromMs: number, toMs: number): number =>
  fromMs + (toMs - fromMs) * random.next();

const at = (after: Moment, delayMs: number, change: Partial<KillPlan> = {}): Omit<KillPlan, 'phase'> => ({
  after,
  delayMs,
  occurrence: 1,
  provoke: null,
  isDraining: false,
  ...change,
});

/** `startMs`: how long a start takes on this machine, from the process to the first change of the file. */
const draws = (startMs: number): Readonly<Record<KillPhase, Draw>> => ({
  'first start': (random) =>
    random.chance(0.5)
      ? at('file-opened', between(random, 0, 25))
      : at('reconciling', between(random, 0, 60)),
  'start-up': (random) => at('spawned', between(random, 0, startMs * 1.5)),
  recovery: (random) => at('file-opened', between(random, 0, 12)),
  reconcile: (random) =>
    random.chance(0.5)
      ? at('reconciling', between(random, 0, 50))
      : at('reconciling', between(random, 0, 50), { occurrence: 2, provoke: 'snapshot' }),
  live: (random) => at('live', between(random, 0, 500)),
  frame: (random) => at('frame-sent', between(random, 0, 4), { occurrence: random.integer(1, 60) }),
  burst: (random) => at('burst-sent', between(random, 0, 60), { provoke: 'burst' }),
  'label body': (random) => at('body-begun', between(random, 0, 4), provokedJob(random)),
  'commit byte': (random) =>
    at('commit-byte', random.chance(0.5) ? 0 : between(random, 0, 2), provokedJob(random)),
  'label half out': (random) => at('commit-byte', between(random, 2, 40), provokedJob(random)),
  'label out': (random) =>
    at('label-out', random.chance(0.5) ? 0 : between(random, 0, 6), provokedJob(random)),
  answer: (random) => at('answered', 0, { occurrence: random.integer(1, 30) }),
  drain: (random) =>
    random.chance(0.5)
      ? at('frame-sent', between(random, 0, 60), { occurrence: random.integer(5, 60), isDraining: true })
      : at('commit-byte', between(random, 0, 80), { provoke: 'approval', isDraining: true }),
});

const provokedJob = (random: Random): Partial<KillPlan> => ({
  occurrence: random.integer(1, 2),
  provoke: 'approval',
});

/** A folder is empty twice at most: at the first start and, if that died early, at the second. */
const FIRST_STARTS = 2;

/** The plans of one desk from its empty folder on; every phase comes once before any comes again. */
export function createKillPlans(random: Random): (startMs: number) => KillPlan {
  const later = KILL_PHASES.filter((phase) => phase !== 'first start');
  let deck: KillPhase[] = [];
  let dealt = 0;
  return (startMs) => {
    dealt += 1;
    if (deck.length === 0) deck = random.shuffle(later);
    const phase = dealt <= FIRST_STARTS ? 'first start' : (deck.pop() ?? 'live');
    return { phase, ...draws(startMs)[phase](random) };
  };
}
