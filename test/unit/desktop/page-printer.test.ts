import { beforeEach, describe, expect, test } from 'vitest';
import { createPagePrinter } from '../../../electron/desktop/page-printer.ts';
import { toPng } from '../../../electron/badge/png.ts';
import type { DriverPage } from '../../../electron/driver-port.ts';
import { resetElectron, state } from '../../support/electron.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { noise } from '../print/bitmaps.ts';

beforeEach(resetElectron);

const pageFor = (signal = new AbortController().signal): DriverPage => ({
  queue: 'Badges',
  png: toPng(noise(696, 1109, 7)),
  widthMicrons: 62_000,
  heightMicrons: 100_000,
  timeLimitMs: 30_000,
  signal,
});
const areAllGone = (): boolean => state.windows.every((window) => window.isDestroyed());

describe('a badge as a page', () => {
  test('is one picture, silent, for the named queue, with its size in micrometres and no margin', async () => {
    expect(await createPagePrinter(createFakeClock()).print(pageFor())).toEqual({ ok: true, value: null });
    const [page] = state.pages;
    expect(page?.options).toEqual({
      silent: true,
      deviceName: 'Badges',
      copies: 1,
      color: false,
      printBackground: true,
      margins: { marginType: 'none' },
      pageSize: { width: 62_000, height: 100_000 },
    });
    const html = Buffer.from(page?.url.split(',')[1] ?? '', 'base64').toString();
    expect(html.match(/<img src="data:image\/png;base64,/g)).toHaveLength(1);
    expect(html).toContain('width:62mm;height:100mm');
    expect(areAllGone()).toBe(true);
  });

  test('that the system does not take is told, and nothing of it is left', async () => {
    state.takesPages = false;
    expect(await createPagePrinter(createFakeClock()).print(pageFor())).toEqual({
      ok: false,
      error: { kind: 'offline' },
    });
    expect(areAllGone()).toBe(true);
  });

  test('that the system never answers for is given up in its time', async () => {
    state.takesPages = null;
    const clock = createFakeClock();
    const printing = createPagePrinter(clock).print(pageFor());
    await clock.advance(30_000);
    expect(await printing).toEqual({ ok: false, error: { kind: 'silent' } });
    expect(areAllGone()).toBe(true);
  });

  test('that is never laid out is given up in its time as well', async () => {
    state.loads = null;
    const clock = createFakeClock();
    const printing = createPagePrinter(clock).print(pageFor());
    await clock.advance(30_000);
    expect(await printing).toEqual({ ok: false, error: { kind: 'silent' } });
    expect([state.pages.length, areAllGone()]).toEqual([0, true]);
  });

  test('leaves no timer behind', async () => {
    const clock = createFakeClock();
    await createPagePrinter(clock).print(pageFor());
    expect(clock.pending()).toBe(0);
  });

  test('that is called off is not printed', async () => {
    const calledOff = new AbortController();
    calledOff.abort();
    const printed = await createPagePrinter(createFakeClock()).print(pageFor(calledOff.signal));
    expect([printed.ok, state.pages.length, areAllGone()]).toEqual([false, 0, true]);
  });
});

test('a queue is found by the name that the system gives it', async () => {
  state.printers = [{ name: 'Badges', description: 'DYMO LabelWriter 450' }];
  const printer = createPagePrinter(createFakeClock());
  expect(await printer.find('Badges')).toEqual({ model: 'DYMO LabelWriter 450' });
  expect(await printer.find('Nowhere')).toBeNull();
  expect(areAllGone()).toBe(true);
});
