import { describe, expect, it } from 'vitest';
import { toBadgeDocument, type BadgeContent } from '../../../electron/badge/document.ts';
import { isolate } from '../../../electron/badge/visitor-text.ts';

const content: BadgeContent = {
  checkIn: {
    firstName: 'Amira',
    lastName: 'Haddad',
    companyName: 'Nordlicht Robotics',
    validToMs: Date.UTC(2026, 10, 23, 15, 30),
  },
  siteName: 'Harbour House',
  typeLabel: null,
  host: 'Lena Vogt',
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
    expect(toBadgeDocument(content)).toEqual({
      type: 'VISITOR',
      nameLines: ['Amira', 'Haddad'],
      company: 'Nordlicht Robotics',
      host: 'Host: Lena Vogt',
      date: isolate('23 Nov 2026'),
      site: { label: 'Site', value: 'Harbour House' },
      validUntil: { label: 'Valid until', value: isolate('16:30') },
      number: { label: 'Badge', value: isolate('1043') },
      code: 'V1.abc',
    });
  });

  it('speaks German, also to Austria', () => {
    const document = toBadgeDocument({ ...content, language: 'de-AT' });
    expect(document.type).toBe('BESUCHER');
    expect(document.host).toBe('Gastgeber: Lena Vogt');
    expect(document.date).toBe(isolate('23. Nov. 2026'));
  });

  it('speaks English where it has no words', () => {
    expect(toBadgeDocument({ ...content, language: 'ZH_CN' }).type).toBe('VISITOR');
  });

  it("prefers the site's own word for the guest", () => {
    expect(toBadgeDocument({ ...content, typeLabel: 'Contractor' }).type).toBe('CONTRACTOR');
  });

  it('names the day of an end that is not today', () => {
    const document = person({ validToMs: Date.UTC(2026, 10, 23, 23, 30) });
    expect(document.validUntil?.value).toBe(isolate('24 Nov, 00:30'));
  });

  it('leaves out what is not known', () => {
    const document = toBadgeDocument({ ...content, host: ' ', siteName: '' });
    expect(document.host).toBeNull();
    expect(document.site).toBeNull();
    expect(person({ companyName: null, validToMs: null })).toMatchObject({ company: null, validUntil: null });
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
