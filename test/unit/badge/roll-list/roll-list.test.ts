import { describe, expect, test } from 'vitest';
import { type RollList, rollListTexts } from '../../../../electron/badge/roll-list/roll-list.ts';
import { rollListWords } from '../../../../electron/badge/roll-list/words.ts';
import { withoutIsolates } from '../../../../electron/badge/visitor-text.ts';
import { LANGUAGES } from '../../../../electron/shared/languages.ts';
import { MINUTE_MS, NOW, person, rollListOf } from './a-roll-list.ts';

const plain = <T>(texts: T): T => JSON.parse(withoutIsolates(JSON.stringify(texts))) as T;
const entriesOf = (list: RollList) => plain(list.people.map(rollListTexts(list).entryOf));

describe('the words of a list', () => {
  test.each(LANGUAGES)('are all there in %s, and its locale is known', (language) => {
    const words = rollListWords(language);
    expect(Object.values(words).filter((word) => word.trim() === '')).toEqual([]);
    expect(Intl.DateTimeFormat.supportedLocalesOf(words.locale)).toEqual([words.locale]);
  });
});

describe('a list on paper', () => {
  test('says what it is, when it began and how old it is, in the time of the site', () => {
    expect(plain(rollListTexts(rollListOf([person(1)])))).toMatchObject({
      title: 'Roll call',
      isDrill: false,
      site: 'Harbour House',
      began: 'Began: 24 Nov 2026, 15:00',
      ended: null,
      asOf: 'List as of: 24 Nov 2026, 14:53 (12 mins)',
      printed: 'Printed: 24 Nov 2026, 15:05',
      tally: ['Missing: 1', 'Found: 0'],
    });
  });

  test.each([
    [1, '1 min'],
    [119, '119 mins'],
    [120, '2 hrs'],
    [72 * 60, '3 days'],
  ])('an age of %i minutes is told as %s', (minutes, told) => {
    const { asOf } = plain(rollListTexts(rollListOf([], { asOfMs: NOW - minutes * MINUTE_MS })));
    expect(asOf).toContain(`(${told})`);
  });

  test('of one that is over the age is the one at its end', () => {
    const list = rollListOf([], { endedAtMs: NOW, nowMs: NOW + 5000 * MINUTE_MS });
    expect(plain(rollListTexts(list)).asOf).toContain('(12 mins)');
  });

  test('a list that was never in step says so', () => {
    expect(rollListTexts(rollListOf([], { asOfMs: null })).asOf).toBe(
      'List as of: never in step with the cloud',
    );
  });

  test('a row is to be ticked, ticked, or of somebody who left', () => {
    const entries = entriesOf(
      rollListOf([
        person(1, { companyName: 'Nordlicht Robotics', host: 'Lena Vogt' }),
        person(2, { foundAtMs: NOW - MINUTE_MS, leftAtMs: NOW }),
        person(3, { leftAtMs: NOW - 60 * 24 * MINUTE_MS }),
      ]),
    );
    expect(entries).toEqual([
      {
        box: 'empty',
        name: 'Visitor 1',
        company: 'Nordlicht Robotics',
        host: 'Lena Vogt',
        arrived: '14:35',
        state: 'Missing',
      },
      { box: 'ticked', name: 'Visitor 2', company: '', host: '', arrived: '14:35', state: 'Found 15:04' },
      { box: 'none', name: 'Visitor 3', company: '', host: '', arrived: '14:35', state: 'Left 23/11 15:05' },
    ]);
  });

  test('without a roll call nobody is missing', () => {
    const list = rollListOf([person(1)], { kind: 'on-site', beganAtMs: null });
    expect(rollListTexts(list)).toMatchObject({ title: 'On site', tally: ['On site: 1'], began: null });
    expect(entriesOf(list)).toMatchObject([{ box: 'empty', state: '' }]);
  });

  test('a leaving that the cloud does not know of says so, with a roll call and without one', () => {
    const gone = person(1, { leftAtMs: NOW - MINUTE_MS, isDepartureUnsent: true });
    const state = 'Left 15:04 · not sent yet';
    expect(entriesOf(rollListOf([gone]))).toMatchObject([{ box: 'none', state }]);
    const counts = { expected: 4, found: 0, missing: 4, left: 1 };
    const onSite = rollListOf([gone], { kind: 'on-site', beganAtMs: null, counts });
    expect(entriesOf(onSite)).toMatchObject([{ box: 'none', state }]);
    expect(rollListTexts(onSite).tally).toEqual(['On site: 4', 'Left: 1 (not sent yet)']);
  });

  test('whoever has no name, or none any more, keeps a row', () => {
    const entries = entriesOf(
      rollListOf([person(1, { name: '' }), person(2, { name: '', isForgotten: true, leftAtMs: NOW })]),
    );
    expect(entries.map(({ name }) => name)).toEqual(['No name', 'No longer kept']);
  });

  test('what a stranger typed cannot turn the line around', () => {
    const entries = entriesOf(rollListOf([person(1, { name: 'Amira\u202E Haddad\n' })]));
    expect(entries[0]?.name).toBe('Amira Haddad');
  });
});
