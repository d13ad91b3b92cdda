import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStore } from '../../../electron/desk/store.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import { createSlowStatements } from '../../../electron/store/slow-statements.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { KEY_HEX } from '../../support/key-hex.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Every call takes as long as the test says. */
function setUp() {
  const clock = createFakeClock();
  const log = createMemoryLog();
  let ms = 0;
  let tookMs = 0;
  const elapsedMs = (): number => (ms += tookMs);
  const slow = createSlowStatements(elapsedMs, clock, log);
  const opened = openDatabase(join(tempFolder(), 'vestibule.db'), KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = createStore(opened.value, KEY_HEX, slow);
  onTestFinished(() => store.close());
  return { clock, log, slow, store, take: (each: number) => void (tookMs = each) };
}

test('a call of a repository that takes more than 40 ms is noted and logged by its name, without a value', () => {
  const { clock, log, store, take } = setUp();
  take(41);
  store.checkIns.put(storedCheckIn({ id: 7, firstName: 'Amira' }, clock.nowMs()));
  take(0);
  expect(store.slowStatements()).toEqual([{ atMs: clock.nowMs(), name: 'checkIns.put', durationMs: 41 }]);
  expect(log.lines).toEqual([
    JSON.stringify({ level: 'warn', event: 'slow-statement', name: 'checkIns.put', durationMs: 41 }),
  ]);
});

test('a call of 40 ms is no news, and one that fails is timed as any other', () => {
  const { slow, take } = setUp();
  take(40);
  slow.timed('ledger.get', () => null);
  take(90);
  expect(() =>
    slow.timed('ledger.settle', () => {
      throw new Error('a bug');
    }),
  ).toThrow('a bug');
  expect(slow.latest().map(({ name }) => name)).toEqual(['ledger.settle']);
});

test('a transaction is timed as a whole, because its commit waits for the disk', () => {
  const { store, take } = setUp();
  take(60);
  store.transaction(() => undefined);
  take(0);
  expect(store.slowStatements().map(({ name }) => name)).toEqual(['transaction']);
});

test('the last fifty are kept', () => {
  const { slow, take } = setUp();
  take(50);
  for (let n = 1; n <= 70; n += 1) slow.timed(`ledger.get${n}`, () => null);
  expect(slow.latest()).toHaveLength(50);
  expect(slow.latest()[0]?.name).toBe('ledger.get70');
});
