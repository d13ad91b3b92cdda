/**
 * Who is there when the cloud starts: a day that is some hours old. Each of them has lived through the first steps of their
 * visit at the times they would have had, and goes on from there.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Cast } from './cast.ts';
import type { Random } from './random.ts';
import { STORIES, type StoryName } from './stories.ts';

type Range = readonly [min: number, max: number];

interface Group {
  readonly story: StoryName;
  readonly count: number;
  readonly stepsTaken: number;
  /** When essentry first heard of them. */
  readonly minutesAgo: Range;
  /** Of the visit. Default: when they were first heard of. */
  readonly startsInMinutes?: Range;
  readonly endsInMinutes: Range;
  readonly stayMinutes?: Range;
  /** When the first, second, … of the group takes the next step; the others wait for the desk, or stay. */
  readonly nextStepInSeconds?: readonly number[];
}

const OPENING: readonly Group[] = [
  // Left already, one with the card still in the pocket.
  {
    story: 'expected',
    count: 6,
    stepsTaken: 4,
    minutesAgo: [200, 420],
    endsInMinutes: [-30, 60],
    stayMinutes: [60, 180],
  },
  {
    story: 'walkIn',
    count: 2,
    stepsTaken: 3,
    minutesAgo: [200, 300],
    endsInMinutes: [-30, 60],
    stayMinutes: [60, 180],
  },
  {
    story: 'leavesWithCard',
    count: 1,
    stepsTaken: 4,
    minutesAgo: [240, 300],
    endsInMinutes: [-60, 0],
    stayMinutes: [60, 120],
  },
  { story: 'turnedAway', count: 1, stepsTaken: 1, minutesAgo: [90, 150], endsInMinutes: [60, 90] },
  // On site, three of them longer than they should be.
  { story: 'expected', count: 3, stepsTaken: 3, minutesAgo: [190, 300], endsInMinutes: [-70, -10] },
  {
    story: 'expected',
    count: 7,
    stepsTaken: 3,
    minutesAgo: [30, 170],
    endsInMinutes: [40, 240],
    nextStepInSeconds: [35, 62, 95, 130, 170, 215, 265],
  },
  {
    story: 'walkIn',
    count: 2,
    stepsTaken: 2,
    minutesAgo: [20, 90],
    endsInMinutes: [60, 180],
    nextStepInSeconds: [78, 150],
  },
  {
    story: 'escorted',
    count: 2,
    stepsTaken: 3,
    minutesAgo: [25, 110],
    endsInMinutes: [30, 200],
    nextStepInSeconds: [190, 240],
  },
  { story: 'documentExpired', count: 1, stepsTaken: 3, minutesAgo: [40, 80], endsInMinutes: [50, 120] },
  {
    story: 'escorted',
    count: 1,
    stepsTaken: 2,
    minutesAgo: [3, 6],
    endsInMinutes: [60, 120],
    nextStepInSeconds: [44],
  },
  // At the desk: three who will be let in within the first minute, one whose face did not match and who needs a person.
  {
    story: 'expected',
    count: 3,
    stepsTaken: 1,
    minutesAgo: [1, 4],
    endsInMinutes: [60, 180],
    nextStepInSeconds: [14, 24, 36],
  },
  { story: 'faceDiffers', count: 1, stepsTaken: 1, minutesAgo: [2, 3], endsInMinutes: [60, 180] },
  // Expected today.
  {
    story: 'expected',
    count: 5,
    stepsTaken: 0,
    minutesAgo: [300, 420],
    startsInMinutes: [10, 180],
    endsInMinutes: [200, 300],
    nextStepInSeconds: [50, 100],
  },
  {
    story: 'checkedInByHand',
    count: 1,
    stepsTaken: 0,
    minutesAgo: [300, 420],
    startsInMinutes: [20, 60],
    endsInMinutes: [120, 180],
  },
  {
    story: 'nameDiffers',
    count: 1,
    stepsTaken: 0,
    minutesAgo: [300, 420],
    startsInMinutes: [5, 20],
    endsInMinutes: [90, 150],
    nextStepInSeconds: [70],
  },
  {
    story: 'noShow',
    count: 1,
    stepsTaken: 0,
    minutesAgo: [300, 420],
    startsInMinutes: [-45, -15],
    endsInMinutes: [30, 60],
  },
  // Nobody comes for this one: who watches sees a pick-up become overdue.
  { story: 'escorted', count: 1, stepsTaken: 2, minutesAgo: [3, 6], endsInMinutes: [90, 150] },
];

const MINUTE_MS = 60_000;

export function openTheDay(clock: Clock, cast: Cast): void {
  for (const group of OPENING) {
    for (let index = 0; index < group.count; index += 1) settle(clock.nowMs(), cast, group, index);
  }
}

function settle(nowMs: number, cast: Cast, group: Group, index: number): void {
  const minutes = (random: Random, range: Range): number => random.integer(...range) * MINUTE_MS;
  const { visitor, plan } = cast.invent(STORIES[group.story], (random) => {
    const createdAtMs = nowMs - minutes(random, group.minutesAgo);
    return {
      createdAtMs,
      startsAtMs: group.startsInMinutes ? nowMs + minutes(random, group.startsInMinutes) : createdAtMs,
      endsAtMs: nowMs + minutes(random, group.endsInMinutes),
      stayMs: minutes(random, group.stayMinutes ?? [60, 180]),
      hurry: 1,
    };
  });

  const id = cast.enter(visitor, plan.createdAtMs);
  let atMs = plan.createdAtMs;
  for (const step of visitor.steps.slice(0, group.stepsTaken)) {
    atMs += step.waitMs;
    cast.take(id, step, atMs);
  }

  const inSeconds = group.nextStepInSeconds?.[index];
  const [next, ...later] = visitor.steps.slice(group.stepsTaken);
  if (next && inSeconds !== undefined) cast.play(id, [{ ...next, waitMs: inSeconds * 1000 }, ...later]);
}
