import { expect, test } from 'vitest';
import { readLaunch, startsHidden } from '../../../electron/desktop/launch.ts';
import { state } from '../../support/electron.ts';

test('without --demo it is the desk, whatever else Chromium is told', () => {
  expect(readLaunch(['/opt/vestibule', '--no-sandbox', '--lang=de'])).toEqual({
    kind: 'desk',
    isHidden: false,
  });
});

test('the system’s own start is told from a person’s: by an argument, on macOS by what it says afterwards', () => {
  expect(startsHidden(readLaunch(['/opt/vestibule', '--hidden']), 'win32')).toBe(true);
  expect(startsHidden(readLaunch(['/opt/vestibule']), 'win32')).toBe(false);
  state.wasOpenedAtLogin = true;
  expect(startsHidden(readLaunch(['/opt/vestibule']), 'darwin')).toBe(true);
  expect(startsHidden(readLaunch(['/opt/vestibule', '--demo']), 'darwin')).toBe(false);
});

test('what stands after --demo is the demo’s', () => {
  const launch = readLaunch(['electron', '--no-sandbox', '.', '--demo', '--seed', '7', '--zpl']);
  expect(launch).toMatchObject({
    kind: 'demo',
    options: { ok: true, value: { seed: 7, language: 'zpl', visitorsPerMinute: 6 } },
  });
});

test.each([
  [['--seed', 'x'], '--seed: found "x"; allowed is a whole number from 0 to 2147483648'],
  [
    ['--visitors-per-minute', '601'],
    '--visitors-per-minute: found "601"; allowed is a whole number from 0 to 600',
  ],
  [['--port', ''], '--port: found ""; allowed is a whole number from 0 to 65535'],
])('%j is refused by name', (args, sentence) => {
  expect(readLaunch(['electron', '.', '--demo', ...args])).toEqual({
    kind: 'demo',
    options: { ok: false, error: sentence },
  });
});
