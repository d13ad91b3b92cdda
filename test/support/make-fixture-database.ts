/**
 * Makes `test/fixtures/databases/v<version>.db`, a small database of the version that the code writes today, with invented
 * people, under the tests' key: `node test/support/make-fixture-database.ts`.
 *
 * Before a migration is added, run it once and commit what it made: the file is then a database of a past version as a desk
 * really has it, and `test/unit/store/migrations.test.ts` brings it up by every later migration. A file that is there is
 * never made anew: it would be one of today.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createStore, type Store } from '../../electron/desk/store.ts';
import { NEWEST_VERSION, openDatabase } from '../../electron/store/database.ts';
import { storedCheckIn } from './check-in.ts';

export const FIXTURE_FOLDER = join(import.meta.dirname, '../fixtures/databases');
/** As in `open-store.ts`, which belongs to a running test and cannot be imported here. */
const KEY_HEX = 'c0ffee'.padEnd(64, '0');

const NOON = Date.UTC(2026, 10, 23, 12, 0, 0);

/** Badge after badge, one in each state that a job can be found in. */
export const FIXTURE_JOBS = [
  { checkInId: 1, purpose: 'auto', state: 'printed' },
  { checkInId: 2, purpose: 'auto', state: 'delivered' },
  { checkInId: 3, purpose: 'auto', state: 'handed-over' },
  { checkInId: 4, purpose: 'auto', state: 'failed' },
  { checkInId: 5, purpose: 'auto', state: 'uncertain' },
  { checkInId: 6, purpose: 'auto', state: 'withdrawn' },
  { checkInId: 7, purpose: 'auto', state: 'queued' },
  { checkInId: 8, purpose: 'auto', state: 'body' },
  { checkInId: 9, purpose: 'auto', state: 'commit' },
  { checkInId: 1, purpose: 'reprint', state: 'printed' },
] as const;

export const FIXTURE_NAMES = [
  'Amira Haddad',
  'Jürgen Groß',
  'Łukasz Żak',
  '丽华 王',
  'Noor de Vries',
  'Chidi Okoro',
  'Ines Duarte',
  'Pál Szabó',
  'Hana Novotná',
] as const;

function bringTo(store: Store, jobId: number, state: (typeof FIXTURE_JOBS)[number]['state']): void {
  const { ledger } = store;
  if (state === 'queued') return;
  if (state === 'withdrawn') return ledger.settle(jobId, 'withdrawn', { kind: 'cancelled' }, NOON + 4);
  ledger.beginBody(jobId, NOON + 1);
  if (state === 'body') return;
  if (state === 'failed') return ledger.settle(jobId, 'failed', { kind: 'badge-cannot-be-drawn' }, NOON + 4);
  ledger.beginCommit(jobId, NOON + 2, 'demo', null);
  if (state === 'commit') return;
  ledger.settle(jobId, state, state === 'uncertain' ? { kind: 'no-confirmation' } : null, NOON + 4);
}

/** Everybody and every badge of the fixture. */
export function fillStore(store: Store): void {
  for (const [index, name] of FIXTURE_NAMES.entries()) {
    const [firstName = '', ...rest] = name.split(' ');
    const person = {
      id: index + 1,
      firstName,
      lastName: rest.join(' '),
      state: 'Host',
      phase: 'approved',
    } as const;
    store.checkIns.put(
      storedCheckIn(person, NOON, {
        sequence: index + 1,
        contentHash: `hash-${index + 1}`,
      }),
    );
  }
  store.credentials.put(
    { key: 'id:5', type: 'card', cardNumber: '0042', readings: [], checkInId: 1 },
    'hash',
    10,
    NOON,
  );
  store.quarantine.add(
    { source: 'frame', code: 'not-json', detail: '', sizeBytes: 3, shape: 'not JSON' },
    NOON,
  );
  for (const [index, { checkInId, purpose, state }] of FIXTURE_JOBS.entries()) {
    const key = purpose === 'auto' ? `auto:${checkInId}` : `request:${index}`;
    bringTo(store, store.ledger.add({ key, checkInId, purpose, nowMs: NOON }).id, state);
  }
  store.facts.write({
    cloud: 'https://cloud.invalid#1',
    asOfMs: NOON,
    hasBaseline: true,
    quarantined: 1,
    sequence: 10,
  });
}

if (import.meta.main) {
  mkdirSync(FIXTURE_FOLDER, { recursive: true });
  const path = join(FIXTURE_FOLDER, `v${NEWEST_VERSION}.db`);
  if (existsSync(path)) throw new Error(`${path} is there already`);
  const opened = openDatabase(path, KEY_HEX);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = createStore(opened.value, KEY_HEX);
  store.transaction(() => fillStore(store));
  store.close();
  process.stdout.write(`made ${path}\n`);
}
