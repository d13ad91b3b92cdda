import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { verifyLedger } from '../../../electron/desk/print-history.ts';
import { createLedgerChain } from '../../../electron/store/ledger-chain.ts';
import { addPrinted, cutOff, openAt, type Opened, TODAY, yesterday } from '../../support/lost-database.ts';
import { FIXTURE_FOLDER, FIXTURE_JOBS } from '../../support/make-fixture-database.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const PAUSE = (): Promise<void> => Promise.resolve();
const verdictOf = ({ store }: Opened, noted: string | null = null) => verifyLedger(store.chain, noted, PAUSE);

/** Three badges, four steps each: entries 1 to 12. */
function threeBadges(): Opened {
  const opened = openAt(join(tempFolder(), 'vestibule.db'));
  onTestFinished(() => opened.store.close());
  for (const id of [1, 2, 3]) addPrinted(opened.store, id);
  return opened;
}

/** What somebody can do who has the file and its key, but not this program's key of the chain. */
function behindItsBack({ db }: Opened, ...statements: readonly string[]): void {
  db.exec('DROP TRIGGER ledger_entries_stay; DROP TRIGGER ledger_entries_stay_as_written;');
  for (const statement of statements) db.exec(statement);
}

describe('the ledger’s chain', () => {
  test('has an entry for each step, and is intact where nobody has touched it', async () => {
    const opened = threeBadges();
    const { store } = opened;
    const { id } = store.ledger.add({ key: 'auto:4', checkInId: 4, purpose: 'auto', nowMs: TODAY + 1 });
    store.ledger.requeue(id, { kind: 'no-media' }, TODAY + 9, TODAY + 2);
    store.ledger.beginBody(id, TODAY + 3);
    store.ledger.beginCommit(id, TODAY + 4, 'usb:000M1Z', 41);
    store.ledger.settle(id, 'uncertain', { kind: 'no-confirmation' }, TODAY + 5);
    store.ledger.takeBack(id, TODAY + 6);
    store.ledger.beginBody(id, TODAY + 7);
    store.ledger.recover(TODAY + 8);
    expect(
      opened.db.prepare('SELECT step, at_ms - ? FROM ledger_entries WHERE job_id = ?').raw().all(TODAY, id),
    ).toEqual([
      ['added', 1],
      ['queued', 2],
      ['body', 3],
      ['commit', 4],
      ['uncertain', 5],
      ['queued', 6],
      ['body', 7],
      ['queued', 8],
    ]);
    expect(await verdictOf(opened)).toMatchObject({ kind: 'intact', entries: 20, sinceMs: TODAY });
  });

  test('of a new file is empty and intact', async () => {
    const opened = openAt(join(tempFolder(), 'vestibule.db'));
    onTestFinished(() => opened.store.close());
    expect(await verdictOf(opened)).toMatchObject({ kind: 'intact', entries: 0, sinceMs: null });
  });

  test('has no entry for a try that changes nothing: a night without labels is one', () => {
    const { store, db } = threeBadges();
    const { id } = store.ledger.add({ key: 'auto:4', checkInId: 4, purpose: 'auto', nowMs: TODAY });
    for (const second of [1, 2, 3])
      store.ledger.requeue(id, { kind: 'no-media' }, TODAY + second, TODAY + second);
    expect(db.prepare('SELECT COUNT(*) FROM ledger_entries WHERE job_id = ?').pluck().get(id)).toBe(2);
  });

  test('has no entry for a step that was rolled back', async () => {
    const opened = threeBadges();
    const { store } = opened;
    expect(() =>
      store.transaction(() => {
        store.ledger.add({ key: 'auto:4', checkInId: 4, purpose: 'auto', nowMs: TODAY });
        throw new Error('called off');
      }),
    ).toThrow('called off');
    expect(() => store.ledger.beginBody(1, TODAY)).toThrow(/from printed to body/);
    expect(await verdictOf(opened)).toMatchObject({ kind: 'intact', entries: 12 });
  });

  test('knows a link that was noted, and says so of one that it never had', async () => {
    const opened = threeBadges();
    const intact = await verdictOf(opened);
    if (intact.kind !== 'intact') throw new Error('not intact');
    addPrinted(opened.store, 4);
    expect(await verdictOf(opened, intact.head.slice(0, 12))).toMatchObject({ noted: { atMs: TODAY } });
    expect(await verdictOf(opened, '000000000000')).toMatchObject({ kind: 'intact', noted: { atMs: null } });
  });

  test('is of its own station: another key does not make the same one', async () => {
    const opened = threeBadges();
    const chain = createLedgerChain(opened.db, 'ab'.repeat(32));
    expect(await verifyLedger(chain, null, PAUSE)).toMatchObject({ because: 'changed', atEntry: 1 });
  });
});

describe('what is done to the file behind the ledger’s back', () => {
  test('the file itself refuses to change an entry or to remove one', () => {
    const { db } = threeBadges();
    expect(() => db.exec("UPDATE ledger_entries SET changed = '{}' WHERE sequence = 3")).toThrow(
      /never changed/,
    );
    expect(() => db.exec('DELETE FROM ledger_entries WHERE sequence = 12')).toThrow(/never removed/);
  });

  test.each([
    ['what it says', `UPDATE ledger_entries SET changed = '{"state":"failed"}' WHERE sequence = 6`],
    ['its time', 'UPDATE ledger_entries SET at_ms = at_ms - 60000 WHERE sequence = 6'],
    ['its step', "UPDATE ledger_entries SET step = 'failed' WHERE sequence = 6"],
    ['its link', "UPDATE ledger_entries SET link = x'00' WHERE sequence = 6"],
  ])('an entry that was changed is found: %s', async (_, statement) => {
    const opened = threeBadges();
    behindItsBack(opened, statement);
    expect(await verdictOf(opened)).toEqual({ kind: 'broken', because: 'changed', atEntry: 6, jobId: 2 });
  });

  test('an entry that was removed from the middle is found', async () => {
    const opened = threeBadges();
    behindItsBack(opened, 'DELETE FROM ledger_entries WHERE sequence = 6');
    expect(await verdictOf(opened)).toMatchObject({ because: 'missing', atEntry: 6 });
  });

  test('an entry that was removed is found although those behind it were numbered anew', async () => {
    const opened = threeBadges();
    behindItsBack(
      opened,
      'DELETE FROM ledger_entries WHERE sequence = 6',
      ...[7, 8, 9, 10, 11, 12].map(
        (sequence) => `UPDATE ledger_entries SET sequence = ${sequence - 1} WHERE sequence = ${sequence}`,
      ),
    );
    expect(await verdictOf(opened)).toMatchObject({ because: 'changed', atEntry: 6 });
  });

  test('the first ones removed are found', async () => {
    const opened = threeBadges();
    behindItsBack(opened, 'DELETE FROM ledger_entries WHERE sequence <= 4');
    expect(await verdictOf(opened)).toMatchObject({ because: 'missing', atEntry: 1 });
  });

  test('the last ones removed are found, with their job and without', async () => {
    const opened = threeBadges();
    behindItsBack(
      opened,
      'DELETE FROM ledger_entries WHERE job_id = 3',
      'DELETE FROM print_jobs WHERE id = 3',
    );
    expect(await verdictOf(opened)).toMatchObject({ because: 'missing', atEntry: 9 });
    addPrinted(opened.store, 4);
    expect(await verdictOf(opened), 'and stay so, whatever is printed later').toMatchObject({
      because: 'missing',
      atEntry: 9,
    });
  });

  test('an entry is found that this station has signed itself, at the same place of another chain', async () => {
    const opened = threeBadges();
    const other = openAt(join(tempFolder(), 'vestibule.db'));
    onTestFinished(() => other.store.close());
    for (const id of [4, 5]) addPrinted(other.store, id);
    const { changed, link } = other.db
      .prepare<[], { changed: string; link: Buffer }>('SELECT * FROM ledger_entries WHERE sequence = 5')
      .get() ?? { changed: '', link: Buffer.alloc(0) };
    behindItsBack(
      opened,
      `UPDATE ledger_entries SET changed = '${changed}', link = x'${link.toString('hex')}' WHERE sequence = 5`,
    );
    expect(await verdictOf(opened)).toMatchObject({ because: 'changed', atEntry: 5 });
  });

  test('two that changed places are found', async () => {
    const opened = threeBadges();
    behindItsBack(
      opened,
      'UPDATE ledger_entries SET sequence = 100 WHERE sequence = 5',
      'UPDATE ledger_entries SET sequence = 5 WHERE sequence = 9',
      'UPDATE ledger_entries SET sequence = 9 WHERE sequence = 100',
    );
    expect(await verdictOf(opened)).toMatchObject({ because: 'changed', atEntry: 5 });
  });

  test.each([
    ['outcome', "UPDATE print_jobs SET state = 'failed' WHERE id = 2"],
    ['printer', "UPDATE print_jobs SET printer = 'usb:another' WHERE id = 2"],
    ['visitor', 'UPDATE print_jobs SET check_in_id = 77 WHERE id = 2'],
    ['time', 'UPDATE print_jobs SET committed_at_ms = 1 WHERE id = 2'],
    ['reason to print again', "UPDATE print_jobs SET reprint_reason = 'lost' WHERE id = 2"],
    ['all of it: it was removed', 'DELETE FROM print_jobs WHERE id = 2'],
  ])('a job that is not as its entries say is found: %s', async (_, statement) => {
    const opened = threeBadges();
    opened.db.exec(statement);
    expect(await verdictOf(opened)).toEqual({ kind: 'broken', because: 'job-differs', atEntry: 8, jobId: 2 });
  });

  test('a job that was slipped in is found, also after a restart', async () => {
    const path = yesterday();
    const before = openAt(path);
    before.db.exec(
      `INSERT INTO print_jobs (id, key, check_in_id, purpose, state, print_number, created_at_ms)
       VALUES (700, 'request:x', 1, 'manual', 'printed', 7000, 1)`,
    );
    before.store.close();
    const after = openAt(path);
    onTestFinished(() => after.store.close());
    expect(await verdictOf(after)).toEqual({
      kind: 'broken',
      because: 'job-differs',
      atEntry: null,
      jobId: 700,
    });
  });
});

describe('jobs that are older than the chain', () => {
  test.each([10, 20, 30, 60])('of version %i enter it as they were found, once', async (version) => {
    const path = join(tempFolder(), 'vestibule.db');
    copyFileSync(join(FIXTURE_FOLDER, `v${version}.db`), path);
    openAt(path).store.close();
    const opened = openAt(path, TODAY + 1000);
    onTestFinished(() => opened.store.close());
    expect(opened.db.prepare('SELECT step, COUNT(*), MAX(at_ms) FROM ledger_entries').raw().all()).toEqual([
      ['taken-over', FIXTURE_JOBS.length, TODAY],
    ]);
    opened.store.ledger.recover(TODAY + 2000);
    expect(await verdictOf(opened)).toMatchObject({ kind: 'intact', sinceMs: TODAY });
  });

  test('that were salvaged begin the chain of the new file', async () => {
    const path = yesterday(40);
    const old = openAt(path);
    const oldEntries = old.db.prepare('SELECT COUNT(*) FROM ledger_entries').pluck().get();
    old.store.close();
    cutOff(path, 12);
    const opened = openAt(path, TODAY + 5000);
    onTestFinished(() => opened.store.close());
    const { rebuilt } = opened.store.facts.read();
    expect(rebuilt?.salvagedJobs).toBeGreaterThan(0);
    expect(rebuilt?.salvagedJobs).not.toBe(oldEntries);
    expect(await verdictOf(opened)).toMatchObject({
      kind: 'intact',
      entries: rebuilt?.salvagedJobs,
      sinceMs: TODAY + 5000,
    });
    addPrinted(opened.store, 5000);
    expect(await verdictOf(opened)).toMatchObject({ kind: 'intact' });
  });
});
