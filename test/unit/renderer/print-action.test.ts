import { beforeAll, describe, expect, test } from 'vitest';
import { createFormats } from '../../../renderer/text/formats.ts';
import type { Words } from '../../../renderer/text/reason-words.ts';
import { createText } from '../../../renderer/text/text.ts';
import { printAction } from '../../../renderer/views/panel/print-action.ts';
import { printJob } from '../../support/desk-fixtures.ts';

const READY = { kind: 'ready' } as const;

describe('what the print button will do', () => {
  let words: Words;
  beforeAll(async () => {
    words = { t: (await createText('en')).t, formats: createFormats('en', Date.now()) };
  });

  test.each([
    ['ready', 'Print badge'],
    ['unknown', 'Print badge'],
    ['busy', 'Print badge'],
    ['no-media', 'Print when the roll is in'],
    ['cover-open', 'Print when the cover is closed'],
    ['silent', 'Print when the printer is back'],
    ['jam', 'Print when the jam is cleared'],
    ['paused', 'Print when the printer is ready'],
  ] as const)('with a printer that is %s it says "%s"', (kind, label) => {
    expect(printAction(words, { jobs: [] }, { kind }, null)).toMatchObject({ canPrint: true, label });
  });

  test('a badge under way stops a second one and can be called off only while nothing was sent', () => {
    const queued = printJob({ id: 43, checkInId: 1, state: 'queued' });
    expect(printAction(words, { jobs: [queued] }, READY, null)).toMatchObject({
      canPrint: false,
      cancellable: queued,
    });
    const sending = { ...queued, state: 'commit' as const };
    expect(printAction(words, { jobs: [sending] }, READY, null)).toMatchObject({
      canPrint: false,
      asksWhy: false,
      cancellable: null,
    });
  });

  test('while a badge is in doubt the answer comes first', () => {
    const doubt = printJob({ id: 43, checkInId: 1, state: 'uncertain' });
    expect(printAction(words, { jobs: [doubt] }, READY, null)).toMatchObject({
      canPrint: false,
      note: 'Say first whether badge 1043 came out; then another one can be printed.',
    });
  });

  test.each(['failed', 'withdrawn'] as const)(
    'after a badge that is %s it prints as for the first time',
    (state) => {
      const job = printJob({ id: 43, checkInId: 1, state });
      expect(printAction(words, { jobs: [job] }, READY, null).label).toBe('Print badge');
    },
  );

  test.each([
    ['no-station', 'This window has lost its station, so it cannot print.'],
    ['cannot-store', 'No badge can be printed just now; the notice at the top says why.'],
  ] as const)('where nothing can be printed, "%s", it says so', (hindrance, note) => {
    const queued = printJob({ id: 43, checkInId: 1, state: 'queued' });
    for (const jobs of [[], [queued]])
      expect(printAction(words, { jobs }, READY, hindrance)).toEqual({
        canPrint: false,
        label: 'Print badge',
        note,
        asksWhy: false,
        cancellable: null,
      });
  });
});
