import { describe, expect, test } from 'vitest';
import { needsPickUp, pickUpOf } from '../../../electron/desk/pick-up.ts';
import { checkIn, storedCheckIn } from '../../support/check-in.ts';
import { frame, openDesk, visitor } from './ingest-rig.ts';

const MINUTE_MS = 60_000;
const settings = { badge: { escortField: 'escort' }, escort: { overdueAfterMin: 15 } };
const escorted = { customFields: { escort: true } };

async function desk() {
  const t = await openDesk();
  const since = (id: number) => t.store.checkIns.get(id)?.pickUpSinceMs ?? null;
  return { ...t, since };
}

describe('somebody is to be picked up', () => {
  test.each([
    ['approved, with the field set', 'approved', 'true', true],
    ['approved, with the field set to no', 'approved', 'false', false],
    ['approved, without the field', 'approved', null, false],
    ['still pending', 'pending', 'true', false],
    ['on site already', 'onsite', 'true', false],
    ['in a state that nobody has mapped', 'unknown', 'true', false],
  ] as const)('%s', (_what, phase, escort, isDue) => {
    const person = checkIn({ phase, customFields: escort === null ? {} : { escort } });
    expect(needsPickUp(person, settings)).toBe(isDue);
  });

  test('never where the site names no field', () => {
    const person = checkIn({ phase: 'approved', customFields: { escort: 'true' } });
    expect(needsPickUp(person, { ...settings, badge: { escortField: null } })).toBe(false);
  });

  test('and is late after the minutes of the settings', () => {
    const stored = storedCheckIn({ id: 1 }, 0, { pickUpSinceMs: 1_000 });
    expect(pickUpOf(stored, settings)).toEqual({ sinceMs: 1_000, dueAtMs: 1_000 + 15 * MINUTE_MS });
    expect(pickUpOf({ ...stored, pickUpSinceMs: null }, settings)).toBeNull();
  });
});

describe('the wait', () => {
  test('counts from when the approval was heard of, whatever else is told of the visitor later', async () => {
    const t = await desk();
    t.send(frame(1, 'Pending', escorted));
    await t.clock.advance(MINUTE_MS);
    t.send(frame(1, 'Host', escorted));
    const approvedAtMs = t.clock.nowMs();
    await t.clock.advance(5 * MINUTE_MS);
    t.send(frame(1, 'Host', { ...escorted, companyName: 'Another' }));
    t.snapshot([visitor(1, 'Host', { ...escorted, companyName: 'A third' })]);
    await t.reconcile();
    expect(t.since(1)).toBe(approvedAtMs);
  });

  test.each([
    ['on site', 'Onsite'],
    ['rejected', 'Rejected'],
    ['in a state that nobody has mapped', 'Lobby'],
  ])('is over when the visitor is %s, and begins anew with another approval', async (_what, state) => {
    const t = await desk();
    t.send(frame(1, 'Host', escorted), frame(1, state, escorted));
    expect(t.since(1)).toBeNull();
    await t.clock.advance(MINUTE_MS);
    t.send(frame(1, 'Host', escorted));
    expect(t.since(1)).toBe(t.clock.nowMs());
  });

  test('is counted, with those who wait too long, and the longest stands first', async () => {
    const t = await desk();
    t.send(frame(1, 'Host', escorted));
    await t.clock.advance(10 * MINUTE_MS);
    t.send(frame(2, 'Host', escorted), frame(3, 'Host'));
    await t.clock.advance(5 * MINUTE_MS);
    expect(t.store.checkIns.countPickUps(t.clock.nowMs() - 15 * MINUTE_MS)).toEqual({
      waiting: 2,
      overdue: 1,
    });
    const { rows, total } = t.store.checkIns.list({
      phases: ['approved'],
      order: 'longest-pick-up',
      limit: 50,
    });
    expect([rows.map((row) => row.checkIn.id), total]).toEqual([[1, 2], 2]);
  });

  test('of somebody whom a changed setting makes wait counts since that visitor was last heard of', async () => {
    const t = await desk();
    t.send(frame(1, 'Host', { customFields: { escort: false } }));
    const heardAtMs = t.clock.nowMs();
    await t.clock.advance(MINUTE_MS);
    t.store.checkIns.alignPickUps(() => true);
    expect(t.since(1)).toBe(heardAtMs);
    t.store.checkIns.alignPickUps(() => false);
    expect(t.since(1)).toBeNull();
  });
});
