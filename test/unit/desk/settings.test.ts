import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSettings, readSettings } from '../../../electron/desk/settings.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const essentry = {
  apiUrl: 'https://app.essentry.com/api/v2',
  socketUrl: 'wss://app.essentry.com/api/v2/ws',
  locationId: 1,
};
const parse = (changes: object) => parseSettings(JSON.stringify({ version: 1, essentry, ...changes }));
const faults = (changes: object): readonly string[] => {
  const parsed = parse(changes);
  return parsed.ok ? [] : parsed.error;
};

describe('settings.json', () => {
  test('needs only essentry; everything else has its default', () => {
    expect(parse({})).toMatchObject({
      ok: true,
      value: {
        essentry: { auth: 'header', hello: null },
        printing: {
          auto: true,
          onPhases: ['approved', 'onsite'],
          maxArrivalAgeMin: 30,
          holdOnVerification: true,
        },
        printer: null,
        media: { widthMm: 62, heightMm: 100 },
        privacy: { retentionHours: 24 },
        language: 'en',
      },
    });
  });

  test('accepts the documented example', () => {
    const example = {
      version: 1,
      essentry: {
        ...essentry,
        auth: 'header',
        hello: null,
        transitions: { approve: null, reject: null, checkIn: null, checkOut: null },
      },
      phases: { 'Awaiting Escort': 'approved' },
      printing: {
        auto: true,
        onPhases: ['approved', 'onsite'],
        maxArrivalAgeMin: 30,
        holdOnVerification: true,
      },
      printer: { route: 'tcp', host: '127.0.0.1', port: 9100, language: 'zpl', dpi: 300 },
      media: { widthMm: 62, heightMm: 100 },
      badge: { template: 'default', nameField: null, typeField: null, hostField: null, photo: false },
      privacy: { retentionHours: 24, blur: 'off', storeEmail: false },
      webhook: { enabled: false, host: '127.0.0.1', port: 8787, secretIn: 'authorization' },
      language: 'en',
    };
    expect(parseSettings(JSON.stringify(example)).ok).toBe(true);
  });

  test('ignores keys it does not know', () => {
    expect(parse({ someday: true }).ok).toBe(true);
  });

  test.each<[object, string]>([
    [{ version: 2 }, 'version: found 2; allowed is 1'],
    [
      { essentry: { ...essentry, locationId: '1' } },
      'essentry.locationId: found "1"; allowed is a whole number from 1',
    ],
    [
      { essentry: { ...essentry, apiUrl: undefined } },
      'essentry.apiUrl: found nothing; allowed is an address',
    ],
    [
      { essentry: { ...essentry, auth: 'cookie' } },
      'essentry.auth: found "cookie"; allowed is one of "header", "query", "first-message"',
    ],
    [{ printing: { auto: 'yes' } }, 'printing.auto: found "yes"; allowed is true or false'],
    [
      { printing: { onPhases: ['pending'] } },
      'printing.onPhases.0: found "pending"; allowed is one of "approved", "onsite"',
    ],
    [{ phases: { Foyer: 'inside' } }, 'phases.Foyer: found "inside"; allowed is one of'],
    [{ printer: { route: 'fax' } }, 'printer.route: found "fax"; allowed is'],
    [
      { printer: { route: 'tcp', host: 'p', language: 'zpl', dpi: 72 } },
      'printer.dpi: found 72; allowed is 203, 300 or 600',
    ],
    [{ media: { widthMm: 0 } }, 'media.widthMm: found 0; allowed is a whole number from 12 to 110'],
    [{ language: 'xx' }, 'language: found "xx"; allowed is'],
  ])('%j is refused with its key, what was found and what is allowed', (changes, fault) => {
    expect(faults(changes)).toEqual([expect.stringContaining(fault)]);
  });

  test('all faults are named at once', () => {
    expect(faults({ language: 'xx', printing: { auto: 1 } })).toHaveLength(2);
  });

  test.each([
    ['http://127.0.0.1:8080/api', true],
    ['http://[::1]:8080/api', true],
    ['http://localhost/api', true],
    ['http://app.essentry.com/api', false],
    ['http://127.0.0.1.example.com/api', false],
    ['ftp://127.0.0.1/', false],
    ['app.essentry.com', false],
  ])('the address %s is allowed: %s', (apiUrl, isAllowed) => {
    expect(faults({ essentry: { ...essentry, apiUrl } }).length === 0).toBe(isAllowed);
  });

  test('a password in an address is refused and not repeated', () => {
    const [fault] = faults({ essentry: { ...essentry, apiUrl: 'https://desk:hunter2@app.essentry.com/' } });
    expect(fault).toContain('essentry.apiUrl');
    expect(fault).not.toContain('hunter2');
  });

  test('text that is not JSON is said to be so', () => {
    expect(parseSettings('{ "version": 1, }')).toMatchObject({
      ok: false,
      error: [expect.stringContaining('not JSON')],
    });
  });

  test('a file that is not there is no fault: the desk is not set up', () => {
    expect(readSettings(join(tempFolder(), 'settings.json'))).toEqual({ ok: true, value: null });
  });

  test('a file that cannot be read is named', () => {
    const folder = tempFolder();
    expect(readSettings(folder)).toMatchObject({
      ok: false,
      error: [expect.stringContaining('found EISDIR')],
    });
  });

  test('a byte-order mark, as Windows editors write it, does not matter', () => {
    const path = join(tempFolder(), 'settings.json');
    writeFileSync(path, `\uFEFF${JSON.stringify({ version: 1, essentry })}`);
    expect(readSettings(path).ok).toBe(true);
  });
});
