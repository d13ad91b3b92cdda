/** The visitors who come after the start, at a given rate, for as long as the cloud runs. */
import type { Clock } from '../../shared/clock.ts';
import type { Cast } from './cast.ts';
import { createDealer } from './dealer.ts';
import type { Random } from './random.ts';
import { STORIES, type Story } from './stories.ts';

const MINUTE_MS = 60_000;
const QUARTER_HOUR_MS = 15 * MINUTE_MS;
/** Stays are as long as it takes for about so many people to be on site, whatever the rate. */
const PEOPLE_ON_SITE = 20;
/** Above this rate the waits at the kiosk and at the desk shrink, or queues would grow without end. */
const UNHURRIED_PER_MINUTE = 6;
/** Whoever opens the demo sees badges come out at once, whatever the seed. */
const FIRST_STORIES: readonly Story[] = [
  STORIES.expected,
  STORIES.walkIn,
  STORIES.expected,
  STORIES.escorted,
];

export function startArrivals(clock: Clock, random: Random, cast: Cast, visitorsPerMinute: number): void {
  const dealStory = createDealer(
    random.fork(0),
    Object.values<Story>(STORIES).map((story) => ({ item: story, copies: story.copies })),
  );
  const meanStayMs = (PEOPLE_ON_SITE / visitorsPerMinute) * MINUTE_MS;
  const hurry = Math.min(1, UNHURRIED_PER_MINUTE / visitorsPerMinute);

  const arrive = (story: Story): void => {
    const nowMs = clock.nowMs();
    const { visitor } = cast.invent(story, (own) => {
      const startsAtMs = Math.round(nowMs / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
      return {
        createdAtMs: nowMs,
        startsAtMs,
        endsAtMs: startsAtMs + own.integer(2, 16) * QUARTER_HOUR_MS,
        stayMs: Math.round(meanStayMs * (0.5 + own.next())),
        hurry,
      };
    });
    cast.play(cast.enter(visitor, nowMs), visitor.steps);
  };

  const keepArriving = (count: number): void => {
    arrive(FIRST_STORIES[count] ?? dealStory());
    const pauseMs = Math.round((MINUTE_MS / visitorsPerMinute) * (0.7 + 0.6 * random.next()));
    cast.after(pauseMs, () => keepArriving(count + 1));
  };
  cast.after(Math.min(3000, MINUTE_MS / visitorsPerMinute), () => keepArriving(0));
}
