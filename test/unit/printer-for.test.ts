import { describe, expect, test } from 'vitest';
import { parseSettings, type Settings } from '../../electron/desk/settings.ts';
import { printerFor, type PrinterRoads } from '../../electron/printer-for.ts';
import { systemRoads } from '../../electron/system-roads.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const clock = createFakeClock();
const roads: PrinterRoads = {
  clock,
  demoRoad: () => {
    throw new Error('no demo here');
  },
  driver: null,
  system: systemRoads({ clock, platform: 'linux', cupsServer: '/nowhere/cups.sock' }),
};
const USB = { route: 'usb', serial: '000M9Z123456' };

function settingsWith(changes: object): Settings {
  const essentry = {
    apiUrl: 'https://essentry.test/api',
    socketUrl: 'wss://essentry.test/ws',
    locationId: 1,
  };
  const parsed = parseSettings(JSON.stringify({ version: 1, essentry, ...changes }));
  if (!parsed.ok) throw new Error(parsed.error.join('; '));
  return parsed.value;
}

describe('the printer that settings describe', () => {
  test.each([
    ['usb', USB],
    ['spooler', { route: 'spooler', queue: 'Badges', language: 'zpl', dpi: 203 }],
    ['tcp', { route: 'tcp', host: '192.0.2.7', language: 'zpl' }],
  ])('is reached by the route %s', (route, printer) => {
    const chosen = printerFor(settingsWith({ printer }), roads);
    expect(chosen.ok && chosen.value.current().transport.route).toBe(route);
  });

  test.each([
    [
      'a page printer where nobody prints pages',
      { printer: { route: 'driver', queue: 'Badges' } },
      'printer.route: found "driver"; allowed is that in the desktop app only',
    ],
    [
      'a Brother roll that Brother does not make',
      { printer: USB, media: { widthMm: 61, heightMm: 100 } },
      'media: found 61×100 mm at 300 dpi; allowed is a roll of',
    ],
    [
      'a stand-in that cannot be',
      { printer: USB, fallbackPrinter: { route: 'driver', queue: 'Office' } },
      'fallbackPrinter.route: found "driver"',
    ],
  ])('is refused: %s', (_, changes, sentence) => {
    const chosen = printerFor(settingsWith(changes), roads);
    expect(chosen).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  test('of a demo is never a real one', () => {
    const chosen = printerFor(settingsWith({ printer: USB }), { ...roads, system: null });
    expect(chosen).toEqual({
      ok: false,
      error:
        'printer.route: found "usb"; allowed is "demo", because nothing of a demo reaches a real printer',
    });
  });
});

describe('the roads of a system', () => {
  test('Windows, macOS and Linux each have USB and a spooler', () => {
    const counts = ['win32', 'darwin', 'linux'].map(
      (platform) => systemRoads({ clock, platform, cupsServer: undefined }).usb.length,
    );
    expect(counts).toEqual([1, 1, 2]);
  });
});
