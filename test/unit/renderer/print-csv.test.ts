import { describe, expect, test } from 'vitest';
import { csvBegin, csvLine } from '../../../renderer/text/csv.ts';
import { createFormats } from '../../../renderer/text/formats.ts';
import {
  exportFileName,
  isoWithOffset,
  printsCsvBegin,
  printsCsvLine,
} from '../../../renderer/text/print-csv.ts';
import { createText } from '../../../renderer/text/text.ts';
import { printJob } from '../../support/desk-fixtures.ts';
import { historyRow } from '../../support/print-history.ts';

const NOON = Date.UTC(2026, 10, 24, 12, 0, 0);

describe('a table as CSV', () => {
  test('begins with a byte order mark and ends its lines as the standard says', () => {
    expect(csvBegin(['Badge', 'Visitor'])).toBe('\uFEFFBadge,Visitor\r\n');
    expect(csvLine([1042, null, 'Ada'])).toBe('1042,,Ada\r\n');
  });

  test.each([
    ['a comma', 'Haddad, Amira', '"Haddad, Amira"'],
    ['the separator of other countries', 'a;b', '"a;b"'],
    ['quotes', 'Ada "Byte" Brandt', '"Ada ""Byte"" Brandt"'],
    ['a line feed', 'two\nlines', '"two\nlines"'],
    ['blanks at its edges', ' Ada ', '" Ada "'],
    ['nothing at all', '', ''],
  ])('keeps whole a cell with %s', (_, cell, text) => {
    expect(csvLine([cell])).toBe(`${text}\r\n`);
  });

  test.each([
    ['=HYPERLINK("http://x.invalid")', `"'=HYPERLINK(""http://x.invalid"")"`],
    ['+1+1', "'+1+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['|calc', "'|calc"],
  ])('makes the formula %j plain text', (cell, text) => {
    expect(csvLine([cell])).toBe(`${text}\r\n`);
  });

  test('leaves a name alone that only looks a little like one', () => {
    expect(csvLine(["O'Neill", 'Jean-Luc', 'a=b', -3])).toBe("O'Neill,Jean-Luc,a=b,-3\r\n");
  });
});

describe('the history as a table', () => {
  const text = async (language: 'en' | 'de') => {
    const i18n = await createText(language);
    return { t: i18n.getFixedT(language, 'window'), formats: createFormats(language, NOON) };
  };
  const row = historyRow(
    printJob({
      id: 42,
      checkInId: 7,
      name: '=cmd|calc',
      purpose: 'reprint',
      reprintReason: 'lost',
      state: 'failed',
      reason: { kind: 'badge-cannot-be-drawn' },
      createdAtMs: NOON,
      settledAtMs: null,
    }),
    { companyName: 'Brandt, Söhne & Co', printer: 'tcp:10.0.0.5:9100', attempts: 2 },
  );

  test('has a sentence for whoever reads it, and codes, times and the link for whoever audits it', async () => {
    const words = await text('en');
    expect(printsCsvBegin(words)).toBe(
      '\uFEFFBadge,Check-in,Visitor,Company,Asked by,Outcome,Reason,Outcome code,Reason code,Asked at,Sent at,Settled at,' +
        'Printer,Attempts,Ledger step,Ledger link\r\n',
    );
    expect(printsCsvLine(words, row)).toBe(
      `1042,7,'=cmd|calc,"Brandt, Söhne & Co",Again: it was lost,Failed,` +
        'The badge could not be drawn from what is known of the visitor.,failed,badge-cannot-be-drawn,' +
        `${isoWithOffset(NOON)},${isoWithOffset(NOON + 600)},,"Network, 10.0.0.5:9100",2,168,${'42'.padStart(64, 'a')}\r\n`,
    );
  });

  test('is in the language of the window, with the same codes', async () => {
    const words = await text('de');
    expect(printsCsvBegin(words)).toContain('Ausweis,Check-in,Besucher,Firma');
    expect(printsCsvLine(words, row)).toContain('Noch einmal: verloren,Gescheitert,');
    expect(printsCsvLine(words, row)).toContain(',failed,badge-cannot-be-drawn,');
  });

  test('tells each moment with the offset of the clock on the wall, so that it is the same moment everywhere', () => {
    const written = isoWithOffset(NOON) ?? '';
    expect(written).toMatch(/^2026-11-2[345]T\d\d:\d\d:00[+-]\d\d:\d\d$/);
    expect(Date.parse(written)).toBe(NOON);
    expect(written.slice(11, 16)).toBe(
      new Date(NOON).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
    );
  });

  test('is a file that is named for its day', () => {
    expect(exportFileName(NOON)).toBe(`badges-${(isoWithOffset(NOON) ?? '').slice(0, 10)}.csv`);
  });
});
