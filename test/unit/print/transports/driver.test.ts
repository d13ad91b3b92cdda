import { describe, expect, test } from 'vitest';
import { createAcquaintances } from '../../../../electron/print/acquaintance.ts';
import { attemptJob, type AttemptResult } from '../../../../electron/print/attempt.ts';
import { driver, fromPbm } from '../../../../electron/print/languages/driver.ts';
import { choosePrinter } from '../../../../electron/print/printer-choice.ts';
import { toPng } from '../../../../electron/badge/png.ts';
import type { DriverPage, DriverPort } from '../../../../electron/driver-port.ts';
import { createDriverTransport } from '../../../../electron/print/transports/driver.ts';
import { err, ok } from '../../../../electron/shared/result.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import type { Bitmap } from '../../../../electron/shared/bitmap.ts';
import { noise } from '../bitmaps.ts';

const SIZE = { widthMm: 62, heightMm: 100 };
const AREA = driver.printArea(SIZE, 300);
const BADGE = noise(AREA.alongDots, AREA.acrossDots, 1);

/** One badge through the driver road; `steps` has every step in order. */
async function print(port: Partial<DriverPort>, steps: string[] = []) {
  const pages: DriverPage[] = [];
  const bitmaps: Bitmap[] = [];
  const toPngOf = (bitmap: Bitmap): Uint8Array => {
    bitmaps.push(bitmap);
    return toPng(bitmap);
  };
  const whole: DriverPort = {
    find: () => Promise.resolve({ model: 'LabelWriter 450' }),
    print(page) {
      steps.push('page');
      pages.push(page);
      return Promise.resolve(ok(null));
    },
    ...port,
  };
  const result: AttemptResult = await attemptJob(
    choosePrinter(
      {
        transport: createDriverTransport({ queue: 'Badges', size: SIZE, port: whole, toPng: toPngOf }),
        language: driver,
        size: SIZE,
        dpi: 300,
      },
      null,
      createFakeClock(),
    ),
    createAcquaintances(),
    {
      prepare: () => Promise.resolve({ kind: 'print', bitmap: BADGE }),
      onBody: () => steps.push('body') > 0,
      onCommit: ({ identity }) => void steps.push(`commit on ${identity}`),
      onStatus: () => undefined,
    },
    new AbortController().signal,
  );
  return { result, pages, bitmaps };
}

describe('the road through a driver', () => {
  test('hands one page over after the commit step, and claims no more than that', async () => {
    const steps: string[] = [];
    const { result, pages } = await print({}, steps);
    expect(result).toEqual({ kind: 'settled', state: 'handed-over', note: null });
    expect(steps).toEqual(['body', 'commit on driver:Badges', 'page']);
    expect(pages).toMatchObject([{ queue: 'Badges', widthMicrons: 62_000, heightMicrons: 100_000 }]);
  });

  test('turns the badge along the feed, dot for dot', async () => {
    const { pages, bitmaps } = await print({});
    const [page] = bitmaps;
    expect(pages[0]?.png).toEqual(page && toPng(page));
    expect([page?.widthDots, page?.heightDots]).toEqual([AREA.acrossDots, AREA.alongDots]);
    const isBlack = (x: number, y: number): boolean =>
      ((page?.data[y * (page?.rowBytes ?? 0) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
    const isBlackInBadge = (x: number, y: number): boolean =>
      ((BADGE.data[y * BADGE.rowBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
    for (let at = 0; at < 500; at += 1)
      expect(isBlack(AREA.acrossDots - 1 - at, at * 2)).toBe(isBlackInBadge(at * 2, at));
  });

  test('sends nothing to a queue that the system does not have', async () => {
    const steps: string[] = [];
    const { result } = await print({ find: () => Promise.resolve(null) }, steps);
    expect(result).toEqual({ kind: 'waiting', problem: { kind: 'no-queue', queue: 'Badges' } });
    expect(steps).toEqual([]);
  });

  test('is uncertain about a page that the system did not confirm', async () => {
    const { result } = await print({ print: () => Promise.resolve(err({ kind: 'silent' })) });
    expect(result).toMatchObject({ kind: 'uncertain' });
  });

  test('takes for a picture only what is one, whole', () => {
    expect(() => fromPbm(Buffer.from('P4\n8 2\n\x00', 'latin1'))).toThrow(RangeError);
    expect(() => fromPbm(Buffer.from('%PDF-1.4'))).toThrow(RangeError);
  });
});
