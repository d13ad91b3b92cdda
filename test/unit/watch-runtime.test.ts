import { expect, onTestFinished, test } from 'vitest';
import { keepLogTail } from '../../electron/log-tail.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { watchRuntime, type WatchedRuntime } from '../../electron/watch-runtime.ts';
import { eventually } from '../support/eventually.ts';
import { block } from '../support/block.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLog } from '../support/memory-log.ts';

function watch() {
  const runtime = watchRuntime({ clock: systemClock, logLines: () => [] });
  onTestFinished(() => runtime.stop());
  return runtime;
}

/** Again and again: what is held before Node has looked for the first time is not seen. */
const untilSeenHeld = (runtime: WatchedRuntime): Promise<void> =>
  eventually(() => {
    block(150);
    expect(runtime.eventLoop()?.maxMs).toBeGreaterThan(110);
  });

test('an event loop that was held is told by how long, and the pause between two looks is no delay', async () => {
  const runtime = watch();
  await untilSeenHeld(runtime);
  expect(runtime.eventLoop()?.maxMs).toBeLessThan(1_000);
  await eventually(() => expect(runtime.eventLoop()?.p50Ms).toBeLessThan(15));
});

test('what the PC slept was no delay', async () => {
  const runtime = watch();
  await untilSeenHeld(runtime);
  runtime.woke();
  expect(runtime.eventLoop()).toMatchObject({ maxMs: 0, p99Ms: expect.any(Number) });
});

test('the versions are those of this process, and of nothing that it has not', () => {
  expect(watch().versions).toEqual({ 'Node.js': process.versions.node });
});

test('the log goes on as before, and its last 200 lines stay in memory', () => {
  const log = createMemoryLog();
  const clock = createFakeClock();
  const tail = keepLogTail(log, clock);
  for (let row = 1; row <= 250; row += 1) tail.log.info('forgotten', { rows: row });
  tail.log.warn('store', { fault: 'disk-full' });
  expect(log.lines).toHaveLength(251);
  expect(tail.lines()).toHaveLength(200);
  expect(tail.lines().at(-1)).toEqual({
    at: new Date(clock.nowMs()).toISOString(),
    level: 'warn',
    event: 'store',
    fields: { fault: 'disk-full' },
  });
});
