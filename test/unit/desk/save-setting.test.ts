import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { saveSetting } from '../../../electron/desk/save-setting.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const essentry = {
  apiUrl: 'https://app.essentry.com/api/v2',
  socketUrl: 'wss://app.essentry.com/ws',
  locationId: 1,
};

function fileWith(content: string) {
  const folder = tempFolder();
  const path = join(folder, 'settings.json');
  writeFileSync(path, content);
  return { path, folder, read: () => readFileSync(path, 'utf8') };
}

test('changes one member and keeps all others, also those it does not know', () => {
  const file = fileWith(JSON.stringify({ version: 1, essentry, badge: { photo: true }, theirs: { a: [1] } }));
  expect(saveSetting(file.path, ['badge', 'template'], 'event')).toEqual({ ok: true, value: null });
  expect(JSON.parse(file.read())).toEqual({
    version: 1,
    essentry,
    badge: { photo: true, template: 'event' },
    theirs: { a: [1] },
  });
  expect(readdirSync(file.folder)).toEqual(['settings.json']);
});

test.each([
  ['that is broken', '{"version": 1'],
  ['that is no object', '[]'],
  ['that has another fault', JSON.stringify({ version: 1, essentry, printing: { auto: 'yes' } })],
])('never replaces a file %s', (_, content) => {
  const file = fileWith(content);
  expect(saveSetting(file.path, ['badge', 'template'], 'event').ok).toBe(false);
  expect(file.read()).toBe(content);
  expect(readdirSync(file.folder)).toEqual(['settings.json']);
});
