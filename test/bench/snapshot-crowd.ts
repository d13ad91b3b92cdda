/**
 * The check-ins of a large site, the same for everybody who names the same number and time: the cloud that serves them and
 * the judge that compares run in different processes.
 */
import { exampleCheckIn, timestamp, type CloudCheckIn } from '../../electron/demo/cloud/objects.ts';
import { createPeople } from '../../electron/demo/cloud/people.ts';
import { createRandom } from '../../electron/demo/cloud/random.ts';

const SEED = 20_261_123;
const MINUTE_MS = 60_000;

/** One in ten is here; the others left, evenly over the last 23 hours. */
export function* crowd(count: number, nowMs: number): Generator<CloudCheckIn> {
  const random = createRandom(SEED);
  const inventPerson = createPeople(random);
  for (let id = 1; id <= count; id++) {
    const isHere = id % 10 === 0;
    const leftMs = nowMs - ((id * 7919) % (23 * 60)) * MINUTE_MS - MINUTE_MS;
    yield {
      ...exampleCheckIn(id, nowMs),
      ...inventPerson(random.fork(id)),
      id,
      state: isHere ? 'Onsite' : 'Checked Out',
      arrivedAt: timestamp((isHere ? nowMs : leftMs) - (60 + (id % 120)) * MINUTE_MS),
      leftAt: isHere ? null : timestamp(leftMs),
    };
  }
}

/** Which check-in the n-th live frame is about: all over the crowd, never in the order of the snapshot. */
export const idOfFrame = (frame: number, count: number): number => 1 + ((frame * 7919) % count);
export const companyOfFrame = (frame: number): string => `Company of frame ${frame}`;

/** Have come and wait to be let in: nobody of them gets a badge by that. */
export function* waitingVisitors(count: number, nowMs: number): Generator<CloudCheckIn> {
  for (const checkIn of crowd(count, nowMs))
    yield { ...checkIn, state: 'Pending', arrivedAt: timestamp(nowMs - MINUTE_MS), leftAt: null };
}
