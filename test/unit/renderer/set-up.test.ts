import { describe, expect, test } from 'vitest';
import type { FoundPrinter } from '../../../electron/shared/found-printer.ts';
import { parseSettings } from '../../../electron/desk/settings.ts';
import { createPhaseReader } from '../../../electron/essentry/phase.ts';
import {
  blankPrinter,
  changesFor,
  PRINTER_ROUTES,
  settingsOf,
} from '../../../renderer/views/printers/printer-choice.ts';
import {
  BLANK_CLOUD,
  hasPassed,
  missingIn,
  toRequest,
  withCredentials,
} from '../../../renderer/views/set-up/use-cloud.ts';
import {
  STATES_BY_DEFAULT,
  phasesIn,
  sameState,
} from '../../../renderer/views/settings/states-by-default.ts';
import { changesOf, WHEN_TO_PRINT, whenOf } from '../../../renderer/views/settings/when-to-print.ts';
import { PRINTERS_OF_A_DESK } from '../../support/printers-of-a-desk.ts';
import { failedAt, passed, settingsWith } from '../../support/scripted-settings.ts';

const found = (change: Partial<FoundPrinter>): FoundPrinter => {
  const [ours] = PRINTERS_OF_A_DESK;
  if (ours === undefined) throw new Error('no printer in the fixture');
  return { ...ours, ...change };
};

describe('a printer that is chosen', () => {
  test('by USB is named by its serial number, and says its language itself', () => {
    expect(settingsOf(found({}))).toEqual({ route: 'usb', serial: '000M9Z123456', language: null, dpi: 300 });
  });

  test.each([
    ['ZTC ZD421-203dpi ZPL', 203],
    ['ZTC ZT411-600dpi ZPL', 600],
    ['QL-820NWB', 300],
    [null, 300],
  ])('%s is printed on with %i dpi', (model, dpi) => {
    expect(settingsOf(found({ model }))).toMatchObject({ dpi });
  });

  test.each([
    ['Brother QL-800', null, { route: 'spooler', queue: 'Front', language: 'brother-ql' }],
    ['ZDesigner ZD421', null, { route: 'spooler', queue: 'Front', language: 'zpl' }],
    ['Generic PCL', null, { route: 'driver', queue: 'Front' }],
  ])(
    'a queue of %s is used in the language that its name tells, or else by its driver',
    (model, make, settings) => {
      expect(
        settingsOf(found({ route: 'spooler', queue: 'Front', make, model, proof: 'delivered' })),
      ).toEqual({
        ...settings,
        dpi: 300,
      });
    },
  );

  test('one that prints no badges, or is known to the settings alone, cannot be chosen', () => {
    expect(settingsOf(found({ proof: null }))).toBeNull();
    expect(settingsOf(found({ route: 'tcp' }))).toBeNull();
    expect(changesFor(found({ proof: null }))).toEqual([]);
  });

  test('brings the roll that is in it; a continuous one leaves the length', () => {
    const paths = (printer: FoundPrinter) =>
      changesFor(printer)
        .map(({ path, value }) => [path, value])
        .slice(1);
    expect(paths(found({}))).toEqual([['media.widthMm', 62]]);
    expect(paths(found({ media: { widthMm: 29, lengthMm: 90.3 } }))).toEqual([
      ['media.widthMm', 29],
      ['media.heightMm', 90],
    ]);
    expect(paths(found({ media: null }))).toEqual([]);
  });

  test.each(PRINTER_ROUTES)('the blank form of the way %s lacks nothing but what must be typed', (route) => {
    const typed = Object.fromEntries(
      Object.entries(blankPrinter(route)).map(([name, value]) => [name, value === '' ? 'typed' : value]),
    );
    expect(parseSettings(JSON.stringify(settingsWith([{ path: 'printer', value: typed }]))).ok).toBe(true);
  });
});

describe('when to print', () => {
  test.each(WHEN_TO_PRINT)('%s is read from the settings that it writes', (when) => {
    const before = { auto: true, onPhases: ['approved', 'onsite'] };
    const printing = changesOf(when).reduce<Record<string, unknown>>(
      (value, change) => ({ ...value, [change.path.replace('printing.', '')]: change.value }),
      before,
    );
    expect(whenOf(printing as Parameters<typeof whenOf>[0])).toBe(when);
  });

  test('settings that print in no phase print by hand', () => {
    expect(whenOf({ auto: true, onPhases: [] })).toBe('by-hand');
  });
});

describe('where the cloud is', () => {
  test.each(['', '0', '-1', '1.5', '12a', '99999999999999999999'])('“%s” is no location', (location) => {
    expect(missingIn({ ...BLANK_CLOUD, location, token: 'x' }, false)).toEqual(['location']);
  });

  test('a token is missing unless the station has one', () => {
    expect(missingIn({ ...BLANK_CLOUD, location: '12', token: ' ' }, false)).toEqual(['token']);
    expect(missingIn({ ...BLANK_CLOUD, location: '12' }, true)).toEqual([]);
  });

  test('what is sent has no spaces round it, and no token where none was typed', () => {
    expect(toRequest({ ...BLANK_CLOUD, apiUrl: ' https://a ', location: '12', token: ' t ' })).toMatchObject({
      essentry: { apiUrl: 'https://a', locationId: 12 },
      token: 't',
    });
    expect(toRequest({ ...BLANK_CLOUD, location: '12', token: ' ' }).token).toBeNull();
  });

  test('a credentials file changes what it says, and leaves the rest', () => {
    const typed = { ...BLANK_CLOUD, location: '1', token: 'old' };
    expect(withCredentials(typed, { essentry: { locationId: 9 }, token: null })).toEqual({
      ...typed,
      location: '9',
    });
    expect(withCredentials(typed, { essentry: { auth: 'query' }, token: 'new' })).toEqual({
      ...typed,
      auth: 'query',
      token: 'new',
    });
  });

  test('a check has passed when no step failed or was left out', () => {
    expect(hasPassed(passed(0))).toBe(true);
    expect(hasPassed(failedAt('snapshot', 'garbled'))).toBe(false);
    expect(hasPassed(failedAt('network', 'unreachable'))).toBe(false);
  });
});

describe('states of the tenant', () => {
  test('those that are said to be understood are, and mean what is said', () => {
    const phaseOf = createPhaseReader({});
    const said = STATES_BY_DEFAULT.flatMap(([words, phase]) =>
      words.split(', ').map((word) => [word, phase]),
    );
    expect(said.map(([word = '']) => [word, phaseOf(word, null)])).toEqual(said);
  });

  test('two spellings that the station does not tell apart are the same', () => {
    expect(sameState('On-Site', 'on_site')).toBe(true);
    expect(sameState('Gate 1', 'Gate 2')).toBe(false);
  });

  test('of what stands in the settings only phases are read', () => {
    expect(phasesIn({ Gate: 'pending', Odd: 'nowhere', Number: 3 })).toEqual({ Gate: 'pending' });
    expect(phasesIn(null)).toEqual({});
    expect(phasesIn(['pending'])).toEqual({});
  });
});
