import { expect, test } from 'vitest';
import { TROUBLE_PATH, troublePages, type Trouble } from '../../../electron/desktop/trouble.ts';

const pageOf = (trouble: Trouble, locale = 'en-GB'): string =>
  troublePages(trouble, locale).get(TROUBLE_PATH) ?? '';

const KINDS: readonly Trouble['kind'][] = [
  'settings',
  'no-key-store',
  'secrets-unreadable',
  'key-missing',
  'database',
];

test.each(KINDS)('%s is explained in both languages, with what was found', (kind) => {
  const trouble = { kind, details: ['/data/settings.json: found nothing'] };
  expect(pageOf(trouble)).toContain('/data/settings.json: found nothing');
  expect(pageOf(trouble)).toContain('<html lang="en">');
  expect(pageOf(trouble, 'de-AT')).toContain('<html lang="de">');
  expect(pageOf(trouble)).toContain('Then start Vestibule again.');
  expect(pageOf(trouble, 'de-AT')).toContain('Starten Sie Vestibule danach neu.');
});

test('what was found cannot become part of the page', () => {
  const page = pageOf({ kind: 'settings', details: [`<img src=x onerror="alert('1')">`] });
  expect(page).not.toContain('<img');
  expect(page).toContain('&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;');
});

test('the page has no script and nothing inline, so that the policy lets all of it through', () => {
  for (const text of troublePages({ kind: 'database', details: [] }, 'en').values()) {
    expect(text).not.toMatch(/<script|<style|style=|\son\w+=/);
    expect(text).not.toMatch(/https?:/);
  }
});
