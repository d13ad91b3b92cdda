import { describe, expect, test } from 'vitest';
import type { BadgeDocument } from '../../../electron/badge/document.ts';
import { createPrintDesk } from '../../../electron/desk/print-desk.ts';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import type { Printer } from '../../../electron/print/printer.ts';
import { createFileTransport } from '../../../electron/print/transports/file.ts';
import type { CheckIn } from '../../../electron/shared/check-in.ts';
import type { PrintJob } from '../../../electron/shared/print-job.ts';
import type { Result } from '../../../electron/shared/result.ts';
import { storedCheckIn } from '../../support/check-in.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { openStore } from '../../support/open-store.ts';

/** Only handed on to the drawing, which is made up here. */
const PRINTER: Printer = {
  transport: createFileTransport({ folder: 'nowhere', clock: createFakeClock() }),
  language: zpl,
  size: { widthMm: 62, heightMm: 100 },
  dpi: 300,
};

const BITMAP = { widthDots: 8, heightDots: 1, rowBytes: 1, data: new Uint8Array(1) };
const essentry = {
  apiUrl: 'https://app.essentry.com/api/v2',
  socketUrl: 'wss://app.essentry.com/ws',
  locationId: 1,
};

function setUp(badge: object = {}) {
  const parsed = parseSettings(
    JSON.stringify({ version: 1, essentry, badge, site: { name: 'Harbour House' } }),
  );
  if (!parsed.ok) throw new Error(parsed.error.join());
  const store = openStore();
  const clock = createFakeClock();
  const log = createMemoryLog();
  const drawn: BadgeDocument[] = [];
  let draws = true;
  let meanwhile = (): void => undefined;
  const desk = createPrintDesk({
    store,
    settings: parsed.value,
    badgeRules: parsed.value.printing,
    draw: (document) => {
      drawn.push(document);
      meanwhile();
      return draws ? Promise.resolve(BITMAP) : Promise.reject(new Error('cannot draw Amira Haddad'));
    },
    clock,
    log,
    onChange: () => undefined,
  });
  const put = (changes: Partial<CheckIn>, sequence = 1): void =>
    store.checkIns.put({ ...storedCheckIn(changes, clock.nowMs()), sequence });
  const autoJob = (): PrintJob =>
    store.ledger.add({ key: 'auto:1', checkInId: 1, purpose: 'auto', nowMs: clock.nowMs() });
  const toUncertain = (job: PrintJob): void => {
    store.ledger.beginBody(job.id, 1);
    store.ledger.beginCommit(job.id, 1, 'demo', null);
    store.ledger.settle(job.id, 'uncertain', { kind: 'no-confirmation' }, 1);
  };
  return {
    desk,
    store,
    clock,
    log,
    drawn,
    put,
    autoJob,
    toUncertain,
    failDrawing: () => void (draws = false),
    whileDrawing: (run: () => void) => void (meanwhile = run),
  };
}

const value = (result: Result<PrintJob, unknown>): PrintJob => {
  if (!result.ok) throw new Error(`refused: ${String(result.error)}`);
  return result.value;
};

describe('just before the first byte', () => {
  test('somebody who leaves while the badge is drawn gets none by itself', async () => {
    const t = setUp();
    t.put({ phase: 'approved' });
    const nowMs = t.clock.nowMs();
    t.whileDrawing(() => t.put({ phase: 'left', leftAtMs: nowMs }, 2));
    expect(await t.desk.prepare(t.autoJob(), PRINTER)).toMatchObject({
      kind: 'withdraw',
      reason: { kind: 'not-due-any-more', because: { code: 'left' } },
    });
  });

  test('a name that is mended while the badge is drawn is on the badge', async () => {
    const t = setUp();
    t.put({ phase: 'approved', lastName: 'Fenwik' });
    t.whileDrawing(() => t.put({ phase: 'approved', lastName: 'Fenwick' }, 2));
    await t.desk.prepare(t.autoJob(), PRINTER);
    expect(t.drawn.map(({ nameLines }) => nameLines.at(-1))).toEqual(['Fenwik', 'Fenwick']);
  });

  test('a badge that is still due is drawn with its number, its code and the site', async () => {
    const t = setUp();
    t.put({ phase: 'approved' });
    expect(await t.desk.prepare(t.autoJob(), PRINTER)).toEqual({ kind: 'print', bitmap: BITMAP });
    expect(t.drawn[0]).toMatchObject({ code: 'V1.code', number: { value: expect.stringContaining('1001') } });
    expect(JSON.stringify(t.drawn[0])).toContain('Harbour House');
  });

  test.each<[string, Partial<CheckIn>, string]>([
    ['has left meanwhile', { phase: 'left', leftAtMs: 5 }, 'left'],
    ['was rejected meanwhile', { phase: 'rejected' }, 'rejected'],
    ['is not approved any more', { phase: 'pending' }, 'not-approved-yet'],
    ['arrived too long ago by now', { phase: 'approved', arrivedAtMs: 0 }, 'arrived-too-long-ago'],
  ])('promise 6: an automatic badge is withdrawn when the visitor %s', async (_name, changes, code) => {
    const t = setUp();
    t.put(changes);
    expect(await t.desk.prepare(t.autoJob(), PRINTER)).toMatchObject({
      kind: 'withdraw',
      reason: { kind: 'not-due-any-more', because: { code } },
    });
    expect(t.drawn).toEqual([]);
  });

  test('what somebody asked for by hand is printed whatever the phase', async () => {
    const t = setUp();
    t.put({ phase: 'pending' });
    const job = value(t.desk.request(1, 'a', null));
    expect(await t.desk.prepare(job, PRINTER)).toMatchObject({ kind: 'print' });
  });

  test('a visitor who has been forgotten gets no badge', async () => {
    const t = setUp();
    expect(await t.desk.prepare(t.autoJob(), PRINTER)).toEqual({
      kind: 'withdraw',
      reason: { kind: 'check-in-forgotten' },
    });
  });

  test('a badge that cannot be drawn costs this badge alone, and its text stays out of the log', async () => {
    const t = setUp();
    t.put({ phase: 'approved' });
    t.failDrawing();
    expect(await t.desk.prepare(t.autoJob(), PRINTER)).toEqual({
      kind: 'fail',
      reason: { kind: 'badge-cannot-be-drawn' },
    });
    expect(t.log.lines.join()).not.toContain('Amira');
  });

  test('a site’s own name field stands in for the name', async () => {
    const t = setUp({ nameField: 'nick' });
    t.put({ phase: 'approved', customFields: { nick: 'Captain A.' } });
    await t.desk.prepare(t.autoJob(), PRINTER);
    expect(t.drawn[0]?.nameLines).toEqual(['Captain A.']);
  });
});

describe('printing by hand', () => {
  test('the same wish twice is one job', () => {
    const t = setUp();
    t.put({});
    expect(value(t.desk.request(1, 'a', null)).id).toBe(value(t.desk.request(1, 'a', null)).id);
  });

  test('somebody whose badge already waits gets that one, not a second', () => {
    const t = setUp();
    t.put({ phase: 'approved' });
    const waiting = t.autoJob();
    expect(value(t.desk.request(1, 'a', null)).id).toBe(waiting.id);
    expect(t.store.ledger.jobsOf(1)).toHaveLength(1);
  });

  test('another badge after one that came out is a reprint', () => {
    const t = setUp();
    t.put({});
    const first = value(t.desk.request(1, 'a', null));
    t.store.ledger.beginBody(first.id, 1);
    t.store.ledger.beginCommit(first.id, 1, 'demo', null);
    t.store.ledger.settle(first.id, 'printed', null, 1);
    expect(first.purpose).toBe('manual');
    // A press on "print" that met a badge which had just come out: without a reason there is no second one.
    expect(value(t.desk.request(1, 'c', null)).id).toBe(first.id);
    expect(value(t.desk.request(1, 'b', 'damaged'))).toMatchObject({
      purpose: 'reprint',
      reprintReason: 'damaged',
      printNumber: 1002,
    });
  });

  test('nobody can print for a visitor who is not there', () => {
    expect(setUp().desk.request(99, 'a', null)).toEqual({ ok: false, error: 'not-found' });
  });

  test('a job that waits can be called off, one under way cannot', () => {
    const t = setUp();
    t.put({});
    const job = value(t.desk.request(1, 'a', null));
    expect(value(t.desk.cancel(job.id))).toMatchObject({ state: 'withdrawn', reason: { kind: 'cancelled' } });
    expect(t.desk.cancel(job.id)).toEqual({ ok: false, error: 'not-now' });
  });
});

describe('“did it come out?”', () => {
  test('yes settles the job as printed, by a person’s word', () => {
    const t = setUp();
    t.put({});
    const job = value(t.desk.request(1, 'a', null));
    t.toUncertain(job);
    expect(value(t.desk.resolve(job.id, 'came-out'))).toMatchObject({
      state: 'printed',
      reason: { kind: 'answered' },
    });
    expect(t.store.ledger.jobsOf(1)).toHaveLength(1);
  });

  test('no queues exactly one in its place, however often it is pressed', () => {
    const t = setUp();
    t.put({});
    const job = value(t.desk.request(1, 'a', null));
    t.toUncertain(job);
    expect(value(t.desk.resolve(job.id, 'did-not'))).toMatchObject({ purpose: 'reprint', state: 'queued' });
    expect(t.desk.resolve(job.id, 'did-not')).toEqual({ ok: false, error: 'not-now' });
    expect(t.store.ledger.jobsOf(1)).toHaveLength(2);
  });
});

test('the preview shows the number that the badge would carry', async () => {
  const t = setUp();
  t.put({ phase: 'pending' });
  await t.desk.preview(1);
  expect(t.drawn[0]?.number.value).toContain('1001');
  expect(await t.desk.preview(99)).toBeNull();
});
