import { describe, expect, test } from 'vitest';
import type { BadgeDocument } from '../../../electron/badge/document.ts';
import { createPrintDesk } from '../../../electron/desk/print-desk.ts';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { zpl } from '../../../electron/print/languages/zpl.ts';
import type { Printer } from '../../../electron/print/printer.ts';
import { createFileTransport } from '../../../electron/print/transports/file.ts';
import type { CheckIn } from '../../../electron/shared/check-in.ts';
import type { PhotoProblem, PrintJob } from '../../../electron/shared/print-job.ts';
import { ok, type Result } from '../../../electron/shared/result.ts';
import { templateOf } from '../../support/badge-samples.ts';
import { inventedPhoto } from '../../support/invented-photo.ts';
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
  let template = templateOf('large-name');
  let photo: Result<Uint8Array, PhotoProblem> = { ok: false, error: 'none' };
  const asked: number[] = [];
  let meanwhile = (): void => undefined;
  const desk = createPrintDesk({
    store,
    settings: parsed.value,
    badgeRules: parsed.value.printing,
    template: () => template,
    codeOf: (checkInId) => `code-${checkInId}`,
    faceImages: {
      fetch: (id) => {
        asked.push(id);
        return Promise.resolve(photo);
      },
    },
    draw: (_, document) => {
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
    asked,
    useTemplate: (id: string) => void (template = templateOf(id)),
    setPhoto: (next: typeof photo) => void (photo = next),
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
    expect(await t.desk.prepare(t.autoJob(), PRINTER)).toEqual({ kind: 'print', bitmap: BITMAP, note: null });
    expect(t.drawn[0]).toMatchObject({
      code: 'code-1',
      fields: { number: expect.stringContaining('1001') },
    });
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

describe('a photo on the badge', () => {
  const prepare = async (photo: Result<Uint8Array, PhotoProblem>, { isOn = true, design = 'photo' } = {}) => {
    const t = setUp({ photo: isOn });
    t.put({ phase: 'approved' });
    t.useTemplate(design);
    t.setPhoto(photo);
    return { t, prepared: await t.desk.prepare(t.autoJob(), PRINTER) };
  };

  test('is asked for and drawn', async () => {
    const { t, prepared } = await prepare(ok(inventedPhoto()));
    expect(prepared).toMatchObject({ kind: 'print', note: null });
    expect(t.drawn[0]?.photo?.length).toBeGreaterThan(1_000);
  });

  test.each([
    ['the site has not switched it on', { isOn: false }],
    ['the design has none', { design: 'large-name' }],
  ])('is not even asked for where %s', async (_, where) => {
    const { t, prepared } = await prepare(ok(inventedPhoto()), where);
    expect(t.asked).toEqual([]);
    expect(prepared).toMatchObject({ kind: 'print', note: null });
  });

  test.each<[string, Result<Uint8Array, PhotoProblem>, PhotoProblem]>([
    ['does not come in time', { ok: false, error: 'too-slow' }, 'too-slow'],
    ['is no picture', ok(Buffer.from('<svg onload=alert(1)>')), 'not-a-picture'],
    ['is a picture that breaks off in its header', ok(inventedPhoto().subarray(0, 12)), 'not-a-picture'],
    ['has more dots than any badge', ok(inventedPhoto(5_000, 20)), 'too-large'],
  ])('that %s leaves the badge without one, and the job says so', async (_, photo, because) => {
    const { t, prepared } = await prepare(photo);
    expect(prepared).toMatchObject({ kind: 'print', note: { kind: 'without-photo', because } });
    expect(t.drawn[0]?.photo).toBeNull();
  });
});

test('the preview shows the number that the badge would carry', async () => {
  const t = setUp();
  t.put({ phase: 'pending' });
  await t.desk.preview(1);
  expect(t.drawn[0]?.fields.number).toContain('1001');
  expect(await t.desk.preview(99)).toBeNull();
});
