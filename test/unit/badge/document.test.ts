import { describe, expect, it } from 'vitest';
import { toBadgeDocument, type BadgeContent } from '../../../electron/badge/document.ts';
import { isolate } from '../../../electron/badge/visitor-text.ts';

const content: BadgeContent = {
  checkIn: {
    firstName: 'Amira',
    lastName: 'Haddad',
    companyName: 'Nordlicht Robotics',
    validToMs: Date.UTC(2026, 10, 23, 15, 30),
    validFromMs: null,
    arrivedAtMs: Date.UTC(2026, 10, 23, 12, 58),
    language: 'EN',
    email: null,
    state: 'Host',
    phase: 'approved',
    card: { kind: 'reception', number: '0004217788', readings: [] },
    customFields: { 'tenant\u202E': 'Floor\u0007 3' },
  },
  siteName: 'Harbour House',
  typeLabel: null,
  host: 'Lena Vogt',
  needsEscort: false,
  photo: null,
  han: 'jp',
  printNumber: 1043,
  code: 'V1.abc',
  language: 'EN',
  timeZone: 'Europe/Berlin',
  nowMs: Date.UTC(2026, 10, 23, 13, 2),
};
const person = (changes: Partial<BadgeContent['checkIn']>) =>
  toBadgeDocument({ ...content, checkIn: { ...content.checkIn, ...changes } });

describe('toBadgeDocument', () => {
  it('says what stands on the badge in the language and the zone of the site', () => {
    const { fields, words, nameLines } = toBadgeDocument(content);
    expect(fields).toEqual({
      name: 'Amira Haddad',
      firstName: 'Amira',
      lastName: 'Haddad',
      company: 'Nordlicht Robotics',
      host: 'Lena Vogt',
      type: 'Visitor',
      site: 'Harbour House',
      number: isolate('1043'),
      date: isolate('23 Nov 2026'),
      time: isolate('14:02'),
      arrivedAt: isolate('13:58'),
      validFrom: '',
      validUntil: isolate('16:30'),
      language: 'English',
      email: '',
      card: isolate('7788'),
      state: 'Host',
      phase: 'approved',
      escort: '',
    });
    expect(nameLines).toEqual(['Amira', 'Haddad']);
    expect(words.validUntil).toBe('Valid until');
  });

  it('never says more of a card than its last four characters', () => {
    expect(JSON.stringify(toBadgeDocument(content))).not.toContain('0004217788');
  });

  it('cleans custom fields like everything else', () => {
    expect(Object.values(toBadgeDocument(content).custom)).toEqual(['Floor 3']);
  });

  it('asks for an escort in the language of the visitor', () => {
    const document = toBadgeDocument({ ...content, needsEscort: true, language: 'FR' });
    expect(document.fields.escort).toBe('Escorte obligatoire');
  });

  it('draws Chinese characters as the visitor writes them, and where that is not known as the site does', () => {
    expect(toBadgeDocument({ ...content, language: 'ZH_CN' }).han).toBe('sc');
    expect(toBadgeDocument(content).han).toBe('jp');
  });

  it('speaks German, also to Austria', () => {
    const document = toBadgeDocument({ ...content, language: 'de-AT' });
    expect(document.fields.type).toBe('Besucher');
    expect(document.words.host).toBe('Gastgeber');
    expect(document.fields.date).toBe(isolate('23. Nov. 2026'));
  });

  it('speaks English where it has no words', () => {
    expect(toBadgeDocument({ ...content, language: 'EO' }).fields.type).toBe('Visitor');
  });

  it("prefers the site's own word for the guest", () => {
    expect(toBadgeDocument({ ...content, typeLabel: 'Contractor' }).fields.type).toBe('Contractor');
  });

  it('names the day of an end that is not today', () => {
    const document = person({ validToMs: Date.UTC(2026, 10, 23, 23, 30) });
    expect(document.fields.validUntil).toBe(isolate('24 Nov, 00:30'));
  });

  it('leaves out what is not known', () => {
    const document = toBadgeDocument({ ...content, host: ' ', siteName: '' });
    expect(document.fields).toMatchObject({ host: '', site: '' });
    expect(person({ companyName: null, validToMs: null }).fields).toMatchObject({
      company: '',
      validUntil: '',
    });
  });

  it.each([
    ['a guest without a name', null, null, ['Guest']],
    ['a name of nothing but controls', '\u0007', '\u202E', ['Guest']],
    ['a given name alone', 'Amira', null, ['Amira']],
    ['a family name alone', ' ', 'Sukarno', ['Sukarno']],
    ['a Chinese name, family name first', '丽华', '王', ['王 丽华']],
    ['a name in two scripts, as it was given', 'Michael', '陳', ['Michael', '陳']],
  ])('prints %s', (_, firstName, lastName, nameLines) => {
    expect(person({ firstName, lastName }).nameLines).toEqual(nameLines);
  });

  it('calls a nameless guest "Gast" in German', () => {
    const checkIn = { ...content.checkIn, firstName: null, lastName: null };
    expect(toBadgeDocument({ ...content, checkIn, language: 'DE' }).nameLines).toEqual(['Gast']);
  });
});
