import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  openSettingsFile,
  settingsInMemory,
  type SettingsFile,
} from '../../../electron/desk/settings-file.ts';
import type { SettingsChange } from '../../../electron/shared/settings-values.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const CLOUD = {
  apiUrl: 'https://app.essentry.com/api/v2',
  socketUrl: 'wss://app.essentry.com/api/v2/ws',
  locationId: 7,
};

function open(path: string): SettingsFile {
  const file = openSettingsFile(path);
  if (!file.ok) throw new Error(file.error.join());
  return file.value;
}

/** `later`: what stands in the file by the time something is changed. */
function fileWith(content: unknown, later?: string) {
  const folder = tempFolder();
  const path = join(folder, 'settings.json');
  if (content !== undefined) writeFileSync(path, JSON.stringify(content));
  const file = open(path);
  if (later !== undefined) writeFileSync(path, later);
  return { folder, path, file };
}

const change = (path: string, value: SettingsChange['value']): SettingsChange[] => [{ path, value }];

describe('a change of settings', () => {
  test('replaces one member and leaves what stands beside it, known or not', () => {
    const { folder, path, file } = fileWith({
      version: 1,
      essentry: CLOUD,
      printing: { auto: true, mine: 'stays' },
      later: [1],
    });
    const changed = file.changed(change('printing.auto', false));
    if (!changed.ok) throw new Error(JSON.stringify(changed.error));
    expect(changed.value.settings.printing).toMatchObject({ auto: false, maxArrivalAgeMin: 30 });
    expect(file.write(changed.value)).toEqual({ ok: true, value: null });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 1,
      essentry: CLOUD,
      printing: { auto: false, mine: 'stays' },
      later: [1],
    });
    expect(file.values()).toEqual(changed.value.settings);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test('reaches three levels down, and makes the groups on its way', () => {
    const { file } = fileWith({ version: 1, essentry: CLOUD });
    const changed = file.changed(change('essentry.transitions.approve', 'Approve'));
    expect(changed).toMatchObject({
      ok: true,
      value: { settings: { essentry: { transitions: { approve: 'Approve', reject: null } } } },
    });
  });

  test('begins a file that is not there', () => {
    const { path, file } = fileWith(undefined);
    expect(file.values()).toBeNull();
    const changed = file.changed(change('essentry', CLOUD));
    expect(changed.ok && file.write(changed.value)).toEqual({ ok: true, value: null });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, essentry: CLOUD });
  });

  test('that does not fit is refused with its path, what was found and what is allowed', () => {
    const { file } = fileWith({ version: 1, essentry: CLOUD });
    expect(file.changed(change('privacy.retentionHours', 0))).toEqual({
      ok: false,
      error: [
        {
          path: 'privacy.retentionHours',
          sentence: 'privacy.retentionHours: found 0; allowed is a whole number from 1 to 2160',
        },
      ],
    });
  });

  test.each(['colour', 'printing.colour', '__proto__.auto', 'a.b.c.d', 'printing..auto', ''])(
    'of something that is no setting is refused: %s',
    (path) => {
      const { file } = fileWith({ version: 1, essentry: CLOUD });
      expect(file.changed(change(path, true))).toMatchObject({ ok: false, error: [{ path }] });
      expect(({} as { auto?: unknown }).auto).toBeUndefined();
    },
  );

  test.each([
    ['is broken by now', '{"version": 1', ''],
    ['is no object by now', '[]', ''],
    [
      'has another fault by now',
      JSON.stringify({ version: 1, essentry: CLOUD, printing: { auto: 'yes' } }),
      'printing.auto',
    ],
  ])('in a file that %s is refused, and the file stays', (_, text, path) => {
    const { folder, path: place, file } = fileWith({ version: 1, essentry: CLOUD }, text);
    expect(file.changed(change('language', 'de'))).toMatchObject({ ok: false, error: [{ path }] });
    expect(readFileSync(place, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['settings.json']);
    expect(file.values()).toMatchObject({ language: 'en' });
  });

  test('in memory is seen by the next one', () => {
    const file = settingsInMemory(JSON.stringify({ version: 1, essentry: CLOUD }));
    const first = file.changed(change('language', 'de'));
    if (first.ok) file.write(first.value);
    expect(file.changed(change('site.name', 'Hafenhaus'))).toMatchObject({
      value: { settings: { language: 'de', site: { name: 'Hafenhaus' } } },
    });
    expect(file.path).toBeNull();
    expect(file.values()).toMatchObject({ language: 'de' });
  });
});
