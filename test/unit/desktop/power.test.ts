import { beforeEach, expect, test } from 'vitest';
import { followPower } from '../../../electron/desktop/power.ts';
import { powerMonitor, resetElectron } from '../../support/electron.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

beforeEach(resetElectron);

function setUp() {
  const told: string[] = [];
  const clock = createFakeClock();
  followPower({ suspend: () => told.push('suspend'), resume: () => told.push('resume') }, clock);
  return { told, clock };
}

test('going to sleep and waking up reach the station', () => {
  const { told, clock } = setUp();
  powerMonitor.emit('suspend');
  powerMonitor.emit('resume');
  expect(told).toEqual(['suspend', 'resume']);
  expect(clock.pending()).toBe(0);
});

test('a sleep that was announced and never came keeps the desk from the cloud for a minute at the most', async () => {
  const { told, clock } = setUp();
  powerMonitor.emit('suspend');
  await clock.advance(59_999);
  expect(told).toEqual(['suspend']);
  await clock.advance(1);
  expect(told).toEqual(['suspend', 'resume']);
});

test('a sleep that was announced twice is woken from once', async () => {
  const { told, clock } = setUp();
  powerMonitor.emit('suspend');
  powerMonitor.emit('suspend');
  powerMonitor.emit('resume');
  await clock.advance(3_600_000);
  expect(told.filter((word) => word === 'resume')).toHaveLength(1);
});
