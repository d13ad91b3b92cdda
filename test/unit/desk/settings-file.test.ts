import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSettingsFile, createSettingsInMemory } from '../../../electron/desk/settings-file.ts';
import type { SettingsChange } from '../../../electron/shared/settings-values.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const CLOUD = {
  apiUrl: 'https://app.essentry.com/api/v2',
  socketUrl: 'wss://app.essentry.com/api/v2/ws',
  locationId: 7,
};

function fileWith(content: unknown) {
  const path = join(tempFolder(), 'settings.json');
  if (content !== undefined)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return { path, file: createSettingsFile(path) };
}

const change = (path: string, value: SettingsChange['value']): SettingsChange[] => [{ path, value }];

describe('a change of settings', () => {
  test('replaces one member and leaves what stands beside it, known or not', () => {
    const { path, file } = fileWith({
      version: 1,
      essentry: CLOUD,
      printing: { auto: true, mine: 'stays' },
      later: [1],
    });
    const changed = file.changed(change('printing.auto', false));
    if (!changed.ok) throw new Error(JSON.stringify(changed.error));
    expect(changed.value.settings.printing).toMatchObject({ auto: false, maxArrivalAgeMin: 30 });
    expect(file.write(changed.value.text)).toEqual({ ok: true, value: null });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      version: 1,
      essentry: CLOUD,
      printing: { auto: false, mine: 'stays' },
      later: [1],
    });
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
    const changed = file.changed(change('essentry', CLOUD));
    expect(changed.ok && file.write(changed.value.text)).toEqual({ ok: true, value: null });
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
    ['is no JSON', '{'],
    ['is no object', '[]'],
  ])('in a file that %s is refused, and the file stays', (_, text) => {
    const { path, file } = fileWith(text);
    expect(file.changed(change('language', 'de'))).toMatchObject({ ok: false, error: [{ path: '' }] });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('in memory is seen by the next one', () => {
    const file = createSettingsInMemory(JSON.stringify({ version: 1, essentry: CLOUD }));
    const first = file.changed(change('language', 'de'));
    if (first.ok) file.write(first.value.text);
    expect(file.changed(change('site.name', 'Hafenhaus'))).toMatchObject({
      value: { settings: { language: 'de', site: { name: 'Hafenhaus' } } },
    });
    expect(file.path).toBeNull();
  });
});
