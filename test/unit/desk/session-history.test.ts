import { expect, test } from 'vitest';
import { createSessionHistory } from '../../../electron/desk/session-history.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

test('a change of the connection is kept with its time and the code of its reason, newest first', async () => {
  const clock = createFakeClock();
  const history = createSessionHistory(clock);
  const beganMs = clock.nowMs();
  history.note({ kind: 'connecting', attempt: 1 });
  await clock.advance(2_000);
  history.note({ kind: 'waiting', untilMs: beganMs + 9_000, attempt: 1, because: 'unreachable' });
  history.note({ kind: 'blocked', because: { code: 'token-refused', status: 401 }, retryAtMs: null });
  expect(history.latest()).toEqual([
    { atMs: beganMs + 2_000, kind: 'blocked', because: 'token-refused' },
    { atMs: beganMs + 2_000, kind: 'waiting', because: 'unreachable' },
    { atMs: beganMs, kind: 'connecting', because: null },
  ]);
});

test('the last fifty changes are kept, however long the link is broken', () => {
  const history = createSessionHistory(createFakeClock());
  for (let attempt = 1; attempt <= 120; attempt += 1) history.note({ kind: 'connecting', attempt });
  history.note({ kind: 'stopped' });
  expect(history.latest()).toHaveLength(50);
  expect(history.latest()[0]?.kind).toBe('stopped');
});
