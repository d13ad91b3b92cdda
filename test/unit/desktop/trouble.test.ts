import { expect, test } from 'vitest';
import {
  crashWords,
  TROUBLE_PATH,
  troublePages,
  WINDOW_TROUBLE_PATH,
  windowTroublePages,
  type Trouble,
} from '../../../electron/desktop/trouble.ts';

const pageOf = (trouble: Trouble, locale = 'en-GB'): string =>
  troublePages(trouble, locale).get(TROUBLE_PATH) ?? '';
const linksOf = (page: string): string[] =>
  [...page.matchAll(/href="([^"]+)">/g)].flatMap(([, href = '']) => href);

const KINDS: readonly Trouble['kind'][] = [
  'settings',
  'no-key-store',
  'secrets-unreadable',
  'key-missing',
  'database',
];

test.each(KINDS)('%s is explained in both languages, with what was found, and can be tried again', (kind) => {
  const trouble = { kind, details: ['/data/settings.json: found nothing'] };
  expect(pageOf(trouble)).toContain('/data/settings.json: found nothing');
  expect(pageOf(trouble)).toContain('<html lang="en">');
  expect(pageOf(trouble, 'de-AT')).toContain('<html lang="de">');
  expect(linksOf(pageOf(trouble))).toContain('/again');
  expect(pageOf(trouble, 'de-AT')).toContain('>Noch einmal versuchen<');
});

test('beginning anew is offered only where secrets or their key are lost', () => {
  const offers = KINDS.filter((kind) => linksOf(pageOf({ kind, details: [] })).includes('/set-aside.html'));
  expect(offers).toEqual(['secrets-unreadable', 'key-missing']);
});

test('before anything is set aside the page says what it costs and that nothing is deleted, and leaves a way back', () => {
  for (const kind of ['secrets-unreadable', 'key-missing'] as const) {
    const ask = troublePages({ kind, details: [] }, 'en').get('/set-aside.html') ?? '';
    expect(ask).toContain('nothing prints by itself for those who are in the first list');
    expect(ask).toContain('Nothing is deleted now');
    expect(linksOf(ask)).toEqual(['/stopped.css', '/stopped.html', '/set-aside']);
  }
});

test('a window that has stopped says that badges go on, and is opened again by a link to the desk itself', () => {
  const page = windowTroublePages('de').get(WINDOW_TROUBLE_PATH) ?? '';
  expect(page).toContain('druckt Ausweise');
  expect(linksOf(page)).toContain('/');
  expect(crashWords('de')[0]).toBe('Vestibule wurde beendet');
});

test('what was found cannot become part of the page', () => {
  const page = pageOf({ kind: 'settings', details: [`<img src=x onerror="alert('1')">`] });
  expect(page).not.toContain('<img');
  expect(page).toContain('&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;');
});

test('the page has no script and nothing inline, so that the policy lets all of it through', () => {
  for (const text of [
    ...troublePages({ kind: 'key-missing', details: [] }, 'en').values(),
    ...windowTroublePages('en').values(),
  ]) {
    expect(text).not.toMatch(/<script|<style|style=|\son\w+=/);
    expect(text).not.toMatch(/https?:/);
  }
});
