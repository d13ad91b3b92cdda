import { expect, test } from 'vitest';
import { systemClock } from '../../electron/system-clock.ts';

test('of what is due soon each has a round of the event loop to itself, in its order', async () => {
  const seen: string[] = [];
  const round = (): void => {
    seen.push('round');
    if (seen.length < 9) setImmediate(round);
  };
  systemClock.soon(() => {
    seen.push('first');
    systemClock.soon(() => seen.push('third'));
  });
  setImmediate(round);
  systemClock.soon(() => seen.push('second'));
  await expect.poll(() => seen.length).toBe(9);
  expect(seen.slice(0, 6)).toEqual(['first', 'round', 'second', 'round', 'third', 'round']);
});

test('one that fails does not keep the next from its turn', async () => {
  const failed = Promise.withResolvers<unknown>();
  const before = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.once('uncaughtException', failed.resolve);
  const next = Promise.withResolvers<string>();
  systemClock.soon(() => {
    throw new Error('a bug');
  });
  systemClock.soon(() => next.resolve('came'));
  expect(await failed.promise).toEqual(new Error('a bug'));
  for (const listener of before) process.on('uncaughtException', listener);
  expect(await next.promise).toBe('came');
});
