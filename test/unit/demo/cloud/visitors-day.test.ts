import { describe, expect, it } from 'vitest';
import { createCast } from '../../../../electron/demo/cloud/cast.ts';
import type { CloudCheckIn, Notification } from '../../../../electron/demo/cloud/objects.ts';
import { openTheDay } from '../../../../electron/demo/cloud/opening.ts';
import { createRandom } from '../../../../electron/demo/cloud/random.ts';
import { createRegister, type Register } from '../../../../electron/demo/cloud/register.ts';
import { startArrivals } from '../../../../electron/demo/cloud/stream.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';

interface Day {
  readonly clock: FakeClock;
  readonly register: Register;
  /** What was told since the start, each with its time since then. */
  readonly told: { readonly afterMs: number; readonly notification: Notification }[];
  sendHome(): void;
}

function startDay(seed: number, visitorsPerMinute = 6): Day {
  const clock = createFakeClock();
  const startMs = clock.nowMs();
  const told: Day['told'] = [];
  const register = createRegister({
    nowMs: () => clock.nowMs(),
    notify: (notification) => told.push({ afterMs: clock.nowMs() - startMs, notification }),
  });
  const random = createRandom(seed);
  const cast = createCast(clock, random.fork(2), register);
  openTheDay(clock, cast);
  told.length = 0;
  startArrivals(clock, random.fork(3), cast, visitorsPerMinute);
  return { clock, register, told, sendHome: () => cast.sendHome() };
}

const MINUTE_MS = 60_000;
const countByState = (checkIns: readonly CloudCheckIn[]): Record<string, number> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(checkIns, (checkIn) => checkIn.state)).map(([state, list]) => [
      state,
      list?.length ?? 0,
    ]),
  );

const hasGoodChecks = ({ trustedId }: CloudCheckIn): boolean =>
  trustedId?.document === 'EXISTED' &&
  trustedId.selfie === 'MATCHED' &&
  trustedId.liveness === 'PASSED' &&
  (trustedId.invitationMatch === null ||
    [trustedId.invitationMatch.firstName, trustedId.invitationMatch.lastName].every(
      (match) => match === 'EXACT',
    ));

describe('the day of the simulated site', () => {
  it('is the same for the same seed, byte for byte, and another for another', async () => {
    const days = [startDay(5), startDay(5), startDay(6)];
    for (const day of days) await day.clock.advance(10 * MINUTE_MS);
    const [first, again, other] = days.map((day) => JSON.stringify([day.told, day.register.checkIns()]));
    expect(first).toBe(again);
    expect(first).not.toBe(other);
  });

  it('finds people expected, waiting, on site (some too long) and gone at the start', () => {
    const { clock, register } = startDay(5);
    const checkIns = register.checkIns();
    expect(countByState(checkIns)).toEqual({
      Upcoming: 8,
      Pending: 4,
      'Awaiting Escort': 2,
      Onsite: 15,
      Rejected: 1,
      Left: 9,
    });
    const isOverdue = ({ state, accessControl }: CloudCheckIn): boolean =>
      state === 'Onsite' && Date.parse(accessControl?.access?.endsAt ?? '') < clock.nowMs();
    expect(checkIns.filter(isOverdue)).toHaveLength(3);
  });

  it.each([1, 2, 3, 4, 5])('keeps arriving, leaving and now in order at the start (seed %i)', (seed) => {
    const { clock, register } = startDay(seed);
    const isInOrder = ({ arrivedAt, leftAt, state }: CloudCheckIn): boolean => {
      const times = [arrivedAt, leftAt].filter((time) => time !== null).map((time) => Date.parse(time));
      return (
        [...times, clock.nowMs()].every((ms, index, all) => index === 0 || ms > (all[index - 1] ?? 0)) &&
        (leftAt !== null) === (state === 'Left') &&
        (arrivedAt === null) === (state === 'Upcoming')
      );
    };
    expect(register.checkIns().filter((checkIn) => !isInOrder(checkIn))).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])(
    'lets at least three well-checked visitors in within the first minute (seed %i)',
    async (seed) => {
      const { clock, told } = startDay(seed);
      await clock.advance(MINUTE_MS);
      const letIn = told.flatMap(({ afterMs, notification }) =>
        // Not within the first ten seconds: a station that is still starting would take them for old.
        afterMs > 10_000 &&
        'checkIn' in notification &&
        notification.checkIn.state === 'Host' &&
        hasGoodChecks(notification.checkIn)
          ? [notification.checkIn.id]
          : [],
      );
      expect(new Set(letIn).size).toBeGreaterThanOrEqual(3);
    },
  );

  it('lets in those whose checks were good and who wait at the start, and leaves the one to the desk whose were not', async () => {
    const { clock, register } = startDay(5);
    const waiting = register.checkIns().filter(({ state }) => state === 'Pending');
    await clock.advance(MINUTE_MS);
    const stillWaiting = waiting.filter(({ id }) => register.find(id)?.state === 'Pending');
    expect(stillWaiting).toEqual(waiting.filter((checkIn) => !hasGoodChecks(checkIn)));
    expect(stillWaiting).toHaveLength(1);
  });

  it('shows every kind of visit within twenty minutes', async () => {
    const { clock, register, told } = startDay(5);
    await clock.advance(20 * MINUTE_MS);
    const seen = told.flatMap(({ notification }) =>
      'checkIn' in notification ? [notification.checkIn] : [],
    );
    const some = (what: (checkIn: CloudCheckIn) => boolean): boolean => seen.some(what);
    expect({
      walkIn: some(({ state, legitimation }) => state === 'Host' && legitimation === null),
      escorted: some(({ state }) => state === 'Awaiting Escort'),
      rejected: some(({ state }) => state === 'Rejected'),
      byHand: some(({ state, trustedId }) => state === 'Host' && trustedId === null),
      faceDiffers: some(({ trustedId }) => trustedId?.selfie === 'NOT_MATCHED'),
      notLive: some(({ trustedId }) => trustedId?.liveness === 'NOT_PASSED'),
      expiredDocument: some(({ trustedId }) => trustedId?.document === 'EXPIRED'),
      otherName: some(
        ({ lastName, legitimation }) => legitimation !== null && legitimation.guest?.lastName !== lastName,
      ),
      reviewed: some(({ trustedId }) => trustedId?.invitationMatch?.wasManuallyReviewed === true),
      withCardAfterLeaving: register
        .accessCredentials()
        .some(({ checkIn }) => checkIn !== null && register.find(checkIn.id)?.state === 'Left'),
      noCompany: some(({ companyName }) => companyName === null),
      oneName: some(({ firstName }) => firstName === null),
    }).toEqual({
      walkIn: true,
      escorted: true,
      rejected: true,
      byHand: true,
      faceDiffers: true,
      notLive: true,
      expiredDocument: true,
      otherName: true,
      reviewed: true,
      withCardAfterLeaving: true,
      noCompany: true,
      oneName: true,
    });
  });

  it('brings names in every script that a badge must print', async () => {
    const { clock, register } = startDay(5);
    await clock.advance(10 * MINUTE_MS);
    const names = register.checkIns().map(({ firstName, lastName }) => `${firstName} ${lastName}`);
    for (const script of [
      /[äöüßřžąś]/i,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Greek}/u,
      /\p{Script=Arabic}/u,
      /\p{Script=Hebrew}/u,
      /\p{Script=Han}/u,
      /\p{Extended_Pictographic}/u,
      /.{50}/,
    ]) {
      expect(names).toContainEqual(expect.stringMatching(script));
    }
  });

  it('brings about as many visitors a minute as asked for, and keeps the site from filling up', async () => {
    const { clock, register } = startDay(5, 30);
    await clock.advance(5 * MINUTE_MS);
    const atFive = register.checkIns().length;
    await clock.advance(10 * MINUTE_MS);
    expect(register.checkIns().length - atFive).toBeGreaterThan(270);
    expect(register.checkIns().length - atFive).toBeLessThan(330);
    expect(countByState(register.checkIns())['Onsite']).toBeLessThan(45);
  });

  it('goes on the same way for everybody else when the desk acts first', async () => {
    const [left, touched] = [startDay(5), startDay(5)];
    await left.clock.advance(10 * MINUTE_MS);
    await touched.clock.advance(5000);
    const [pending] = touched.register.checkIns().filter(({ state }) => state === 'Pending');
    const id = pending?.id ?? 0;
    touched.register.applyEvent(id, 'reject');
    await touched.clock.advance(10 * MINUTE_MS - 5000);
    expect(touched.register.find(id)?.state).toBe('Rejected');
    const othersOf = ({ register }: Day): unknown[] =>
      register
        .checkIns()
        .filter((checkIn) => checkIn.id !== id)
        .map(({ id, state, firstName, lastName, arrivedAt, leftAt }) => ({
          id,
          state,
          firstName,
          lastName,
          arrivedAt,
          leftAt,
        }));
    expect(othersOf(touched)).toEqual(othersOf(left));
  });

  it('ends when everybody is sent home', async () => {
    const day = startDay(5);
    await day.clock.advance(MINUTE_MS);
    day.sendHome();
    expect(day.clock.pending()).toBe(0);
  });
});
