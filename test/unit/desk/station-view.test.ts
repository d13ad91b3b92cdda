import { expect, test } from 'vitest';
import { createCheckInLists } from '../../../electron/desk/check-in-lists.ts';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { createSiteTime } from '../../../electron/desk/site-time.ts';
import { createStationView } from '../../../electron/desk/station-view.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { READY } from '../../support/desk-fixtures.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { openStore } from '../../support/open-store.ts';

const HOUR_MS = 3_600_000;

/** 15:00 in Berlin; whoever has left is kept for ten hours. */
function setUp() {
  const clock = createFakeClock(Date.parse('2026-11-23T14:00:00Z'));
  const store = openStore();
  const settings = parseSettings(
    JSON.stringify({
      version: 1,
      essentry: { apiUrl: 'https://api.invalid', socketUrl: 'wss://api.invalid', locationId: 1 },
      site: { timeZone: 'Europe/Berlin' },
      privacy: { retentionHours: 10 },
    }),
  );
  if (!settings.ok) throw new Error(settings.error.join());
  const view = createStationView({
    store,
    lists: createCheckInLists(store, settings.value),
    rollCall: () => null,
    transitions: () => ({ hindrances: {}, waiting: 0, questions: [] }),
    settings: () => settings.value,
    version: '0.0.0',
    session: () => ({ kind: 'idle' }),
    printer: () => READY,
    storeView: () => ({ kind: 'sound' }),
    nowMs: () => clock.nowMs(),
    siteTime: createSiteTime(settings.value.site.timeZone),
    webhook: () => ({ kind: 'off' }),
    demo: null,
  });
  const leave = (id: number, hour: number): void =>
    store.checkIns.put(
      storedCheckIn(
        { id, phase: 'left', leftAtMs: Date.parse('2026-11-23T00:00:00+01:00') + hour * HOUR_MS },
        clock.nowMs(),
      ),
    );
  return { clock, leave, forgottenToday: () => view().privacy.forgottenToday };
}

test('whoever will be forgotten before the midnight of the site is counted, and nobody else', () => {
  const { leave, forgottenToday } = setUp();
  leave(1, 13.9);
  leave(2, 14);
  leave(3, 14.1);
  expect(forgottenToday()).toBe(1);
});

test('it is counted anew every ten seconds, not for every view of a burst', async () => {
  const { clock, leave, forgottenToday } = setUp();
  expect(forgottenToday()).toBe(0);
  leave(1, 13);
  expect(forgottenToday()).toBe(0);
  await clock.advance(10_000);
  expect(forgottenToday()).toBe(1);
});

test('at midnight the next day is meant', async () => {
  const { clock, leave, forgottenToday } = setUp();
  leave(1, 14.5);
  expect(forgottenToday()).toBe(0);
  await clock.advance(9 * HOUR_MS);
  expect(forgottenToday()).toBe(1);
});
