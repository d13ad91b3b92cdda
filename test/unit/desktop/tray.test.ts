import { beforeEach, describe, expect, test } from 'vitest';
import { openTray } from '../../../electron/desktop/tray/tray.ts';
import { deskWords, trayWords } from '../../../electron/desktop/tray/tray-words.ts';
import { LANGUAGES } from '../../../electron/shared/languages.ts';
import type { StationView } from '../../../electron/shared/view.ts';
import { stationView } from '../../support/desk-fixtures.ts';
import { resetElectron, state } from '../../support/electron.ts';
import { createMemoryLog } from '../../support/memory-log.ts';

beforeEach(resetElectron);

function open(language = 'en-GB') {
  const told: string[] = [];
  const log = createMemoryLog();
  const tray = openTray({ language, onOpen: () => told.push('open'), log });
  return { tray, told, log, double: state.trays[0] };
}

describe('the icon in the tray', () => {
  test('is sharp on every screen', () => {
    const image = open().double?.image as { representations: { scaleFactor: number; dataURL: string }[] };
    expect(image.representations.map(({ scaleFactor }) => scaleFactor)).toEqual([1, 1.5, 2]);
    for (const { dataURL } of image.representations) expect(dataURL).toMatch(/^data:image\/png;base64,iVBOR/);
  });

  test('opens the window and quits the app', () => {
    const { double, told } = open();
    double?.press('Open Vestibule');
    expect([told, state.exitCode]).toEqual([['open'], null]);
    double?.press('Quit Vestibule');
    expect(state.exitCode).toBe(0);
  });

  test('speaks the language of the desk as soon as there is one', () => {
    const { double, tray } = open('en-GB');
    tray?.tell(stationView({ language: 'de' }));
    expect(double?.menu.map(({ label }) => label)).toEqual([
      'Vestibule öffnen',
      undefined,
      'Vestibule beenden',
    ]);
    expect(double?.tooltip).toBe('Vestibule\nMit der Cloud verbunden');
  });

  test('is done without where the system has none', () => {
    state.hasTray = false;
    const { tray, log } = open();
    expect(tray).toBeNull();
    expect(log.lines).toEqual(['{"level":"warn","event":"no-tray","name":"Error"}']);
  });
});

describe('what it says', () => {
  const said = (change: Partial<StationView>): string => deskWords(stationView(change), 'en');
  const { printer } = stationView({});

  test('is how the desk stands with the cloud', () => {
    expect(said({})).toBe('Vestibule\nIn step with the cloud');
    const asOfMs = new Date(2026, 10, 23, 14, 5).getTime();
    expect(said({ session: { kind: 'connecting', attempt: 2 }, asOfMs })).toMatch(
      /^Vestibule\nNo cloud since 11\/23\/26, 2:05\sPM$/,
    );
    expect(said({ session: { kind: 'suspended' }, asOfMs: null })).toBe('Vestibule\nNo cloud yet');
    expect(said({ setUp: 'connect', session: { kind: 'idle' }, asOfMs: null })).toBe(
      'Vestibule\nNot set up yet',
    );
  });

  test('names a printer that needs somebody, and none that is busy or not there', () => {
    const withPrinter = (change: Partial<typeof printer>) => said({ printer: { ...printer, ...change } });
    expect(withPrinter({ condition: { kind: 'jam' } })).toBe(
      'Vestibule\nIn step with the cloud\nThe printer needs you',
    );
    for (const kind of ['ready', 'unknown', 'busy', 'cooling'] as const)
      expect(withPrinter({ condition: { kind } })).not.toContain('printer');
    expect(withPrinter({ route: 'none', condition: { kind: 'offline' } })).not.toContain('printer');
  });

  test.each(LANGUAGES)('fits into the 127 letters that Windows shows, in %s', (language) => {
    const longest = stationView({
      session: { kind: 'suspended' },
      asOfMs: Date.UTC(2026, 11, 23, 22, 45),
      printer: { ...printer, condition: { kind: 'jam' } },
    });
    expect(deskWords(longest, language).length).toBeLessThan(128);
    expect(trayWords(`${language}-XX`)).toBe(trayWords(language));
  });

  test('says nothing of any visitor', () => {
    const named = stationView({ prints: [{ name: 'Anna Berg' } as never], siteName: 'Harbour House' });
    expect(deskWords(named, 'en')).not.toMatch(/Anna|Harbour/);
  });
});
