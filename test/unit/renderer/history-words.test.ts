import { describe, expect, test } from 'vitest';
import type { LedgerVerdict } from '../../../electron/shared/print-history.ts';
import { createFormats } from '../../../renderer/text/formats.ts';
import {
  askedBy,
  deviceText,
  linkText,
  readLink,
  verdictSentence,
} from '../../../renderer/text/history-words.ts';
import { createText } from '../../../renderer/text/text.ts';

const i18n = await createText('en');
const t = i18n.getFixedT('en', 'window');
const SINCE = new Date(2026, 10, 3, 8, 15).getTime();
const TODAY = new Date(2026, 10, 24, 9, 0).getTime();
const words = { t, formats: createFormats('en', TODAY) };

test.each([
  ['usb:000M1Z418823', 'USB, serial number 000M1Z418823'],
  ['usb:04f9:20a7@1-3.2', 'USB, without a serial number (04f9:20a7@1-3.2)'],
  ['tcp:10.0.0.5:9100', 'Network, 10.0.0.5:9100'],
  ['spooler:Reception', 'Queue “Reception”'],
  ['driver:Brother QL-820NWB: desk', 'Queue “Brother QL-820NWB: desk”'],
  ['file:/srv/badges', 'Files in /srv/badges'],
  ['demo', 'Demo printer'],
  ['carrier-pigeon:7', 'carrier-pigeon:7'],
])('the device %s is said as "%s"', (identity, text) => {
  expect(deviceText(t, identity)).toBe(text);
});

test('who asked is said, and for a second badge why', () => {
  expect(askedBy(t, { purpose: 'auto', reprintReason: null })).toBe('By itself');
  expect(askedBy(t, { purpose: 'manual', reprintReason: null })).toBe('At the desk');
  expect(askedBy(t, { purpose: 'reprint', reprintReason: null })).toBe('Again, at the desk');
  expect(askedBy(t, { purpose: 'reprint', reprintReason: 'lost' })).toBe('Again: it was lost');
});

describe('a link', () => {
  test('is shown in fours, and read as people write it down', () => {
    const shown = linkText('3fa9c02e11bd'.padEnd(64, '0'));
    expect(shown).toBe('3fa9 c02e 11bd');
    expect(readLink(shown)).toBe('3fa9c02e11bd');
    expect(readLink(' 3FA9-C02E-11BD ')).toBe('3fa9c02e11bd');
  });

  test.each(['', '3fa9', '3fa9 c02e 11bx', 'f'.repeat(65)])('is not "%s"', (typed) => {
    expect(readLink(typed)).toBeNull();
  });
});

const broken = (
  because: 'changed' | 'missing' | 'job-differs',
  atEntry: number | null,
  printNumber: number | null,
): LedgerVerdict => ({ kind: 'broken', because, atEntry, jobId: null, printNumber });
const intact = { kind: 'intact', head: '', noted: null } as const;

test.each<[LedgerVerdict, string]>([
  [
    { ...intact, entries: 1204, sinceMs: SINCE },
    'Nothing in this ledger has been changed: 1,204 steps since 3 Nov, 08:15.',
  ],
  [
    { ...intact, entries: 1, sinceMs: SINCE },
    'Nothing in this ledger has been changed: 1 step since 3 Nov, 08:15.',
  ],
  [{ ...intact, entries: 0, sinceMs: null }, 'Nothing has been printed yet, so there is nothing to check.'],
  [broken('changed', 6, null), 'This ledger has been changed: step 6 is not as it was written.'],
  [
    broken('changed', 6, 1042),
    'This ledger has been changed: step 6, of badge 1042, is not as it was written.',
  ],
  [broken('missing', 9, null), 'Steps have been removed from this ledger: step 9 is missing.'],
  [broken('job-differs', 8, 1042), 'This ledger has been changed: badge 1042 is not as its last step says.'],
  [broken('job-differs', 8, null), 'This ledger has been changed: the badge of step 8 is missing.'],
  [
    broken('job-differs', null, 1042),
    'This ledger has been changed: badge 1042 stands in it without any step that made it.',
  ],
])('the verdict %j is one sentence', (verdict, sentence) => {
  expect(verdictSentence(words, verdict)).toBe(sentence);
});

test('a moment of another year is said with its year', () => {
  expect(words.formats.moment(new Date(2025, 10, 3, 8, 15).getTime())).toBe('3 Nov 2025, 08:15');
});
