import { describe, expect, test } from 'vitest';
import type { BadgeReason } from '../../../electron/shared/badge-decision.ts';
import { PHASES } from '../../../electron/shared/check-in.ts';
import type { Language } from '../../../electron/shared/languages.ts';
import type { PrintJobReason, PrintJobState } from '../../../electron/shared/print-job.ts';
import type { PrinterCondition } from '../../../electron/shared/printer-status.ts';
import type { BlockedReason, EndingCode, SessionState } from '../../../electron/shared/session-state.ts';
import type { RebuiltBecause, UnwritableBecause } from '../../../electron/shared/view.ts';
import { VERIFICATION_CHECKS } from '../../../electron/shared/verification.ts';
import { badgeChip, outcomeChip } from '../../../renderer/text/badge-words.ts';
import { de } from '../../../renderer/text/de/index.ts';
import { en } from '../../../renderer/text/en/index.ts';
import { createFormats } from '../../../renderer/text/formats.ts';
import { checkProblem } from '../../../renderer/text/identity-words.ts';
import { printerWords } from '../../../renderer/text/printer-words.ts';
import { badgeReasonSentence, jobReasonSentence, type Words } from '../../../renderer/text/reason-words.ts';
import { sessionWords } from '../../../renderer/text/session-words.ts';
import { storeWords } from '../../../renderer/text/store-words.ts';
import { LANGUAGES } from '../../../electron/shared/languages.ts';
import { createText } from '../../../renderer/text/text.ts';
import { READY } from '../../support/desk-fixtures.ts';

/** One of each. A `Record` over the codes, so that a code that is new to the contract does not compile without one. */
const BADGE_REASONS: { readonly [C in BadgeReason['code']]: Extract<BadgeReason, { code: C }> } = {
  approved: { code: 'approved' },
  'auto-print-off': { code: 'auto-print-off' },
  'not-approved-yet': { code: 'not-approved-yet', phase: 'pending' },
  'state-not-known': { code: 'state-not-known', state: 'Security' },
  rejected: { code: 'rejected' },
  left: { code: 'left' },
  'validity-over': { code: 'validity-over', validToMs: 0 },
  verification: { code: 'verification', checks: ['selfie', 'document'] },
  'arrived-too-long-ago': { code: 'arrived-too-long-ago', ageMin: 42, limitMin: 30 },
  baseline: { code: 'baseline' },
  'approved-earlier': { code: 'approved-earlier' },
  'badge-exists': { code: 'badge-exists', printNumber: 1042 },
};

const MEDIA = { widthMm: 62, lengthMm: null };
const JOB_REASONS: { readonly [K in PrintJobReason['kind']]: Extract<PrintJobReason, { kind: K }> } = {
  offline: { kind: 'offline' },
  silent: { kind: 'silent' },
  'cover-open': { kind: 'cover-open' },
  'no-media': { kind: 'no-media' },
  'wrong-media': { kind: 'wrong-media', found: null, wanted: MEDIA },
  jam: { kind: 'jam' },
  cooling: { kind: 'cooling' },
  paused: { kind: 'paused' },
  busy: { kind: 'busy' },
  'wrong-resolution': { kind: 'wrong-resolution', foundDpi: 203, wantedDpi: 300 },
  'other-printer': { kind: 'other-printer', found: 'QL-800 000A1', wantedSerial: '000B2' },
  'several-printers': { kind: 'several-printers', found: ['QL-800 000A1', 'QL-800 000B2'] },
  'unknown-language': { kind: 'unknown-language', found: 'LabelWriter 450' },
  'editor-lite': { kind: 'editor-lite' },
  'in-use': { kind: 'in-use' },
  'no-access': { kind: 'no-access' },
  'no-queue': { kind: 'no-queue', queue: 'Badges' },
  'printer-error': { kind: 'printer-error', detail: 'E21' },
  'link-lost-before-commit': { kind: 'link-lost-before-commit' },
  'link-lost-after-commit': { kind: 'link-lost-after-commit' },
  'no-confirmation': { kind: 'no-confirmation' },
  'stopped-after-commit': { kind: 'stopped-after-commit' },
  'not-due-any-more': { kind: 'not-due-any-more', because: { code: 'left' } },
  'check-in-forgotten': { kind: 'check-in-forgotten' },
  'without-photo': { kind: 'without-photo', because: 'too-slow' },
  'badge-cannot-be-drawn': { kind: 'badge-cannot-be-drawn' },
  counted: { kind: 'counted' },
  'not-counted': { kind: 'not-counted' },
  cancelled: { kind: 'cancelled' },
  'database-set-aside': { kind: 'database-set-aside' },
  answered: { kind: 'answered', answer: 'did-not' },
};

const UNWRITABLE: Readonly<Record<UnwritableBecause, true>> = {
  'disk-full': true,
  'not-writable': true,
  damaged: true,
};

const REBUILT: Readonly<Record<RebuiltBecause, true>> = {
  corrupt: true,
  'wrong-key': true,
  'newer-version': true,
};

const JOB_STATES: Readonly<Record<PrintJobState, true>> = {
  queued: true,
  body: true,
  commit: true,
  printed: true,
  delivered: true,
  'handed-over': true,
  failed: true,
  uncertain: true,
  withdrawn: true,
};

const ENDINGS: Readonly<Record<EndingCode, true>> = {
  unreachable: true,
  'no-network': true,
  'captive-portal': true,
  'proxy-unreachable': true,
  'proxy-refused': true,
  'proxy-no-route': true,
  'refused-by-server': true,
  'server-error': true,
  'asked-to-wait': true,
  tls: true,
  'tls-date': true,
  'tls-failed': true,
  timeout: true,
  'went-silent': true,
  'closed-by-server': true,
  garbled: true,
  'bad-snapshot': true,
  overflow: true,
  slept: true,
};

const BLOCKED: { readonly [C in BlockedReason['code']]: Extract<BlockedReason, { code: C }> } = {
  'token-refused': { code: 'token-refused', status: 401 },
  'location-refused': { code: 'location-refused', status: 404 },
  'token-missing': { code: 'token-missing' },
  'token-unusable': { code: 'token-unusable' },
  'address-unusable': { code: 'address-unusable' },
  'proxy-unusable': { code: 'proxy-unusable' },
  'proxy-wants-credentials': { code: 'proxy-wants-credentials' },
  'proxy-refused-credentials': { code: 'proxy-refused-credentials' },
};

/** A key that has no words comes back as the key; a member that was not given stays in its braces. */
function expectWords(text: string): void {
  expect(text).not.toMatch(/^[a-zA-Z]+\.[\w.-]+$/);
  expect(text).not.toMatch(/\{\{|undefined|NaN/);
  expect(text.length).toBeGreaterThan(1);
}

/** In the two languages that whoever reads this test is likely to know. */
const NOTHING_PRINTS: { readonly [L in Language]?: RegExp } = { en: /no badge prints/i, de: /kein Ausweis/i };

describe.each(LANGUAGES)('in %s', async (language) => {
  const text = await createText(language);
  const words: Words = { t: text.t, formats: createFormats(language, Date.now()) };

  test.each(Object.values(BADGE_REASONS))('the decision "$code" has one sentence and a chip', (reason) => {
    const sentence = badgeReasonSentence(words, reason);
    expectWords(sentence);
    expect(sentence).toMatch(/[.。]$/);
    expectWords(badgeChip(words.t, { kind: 'none', reason }).text);
  });

  test.each(PHASES)('waiting for approval in phase "%s" has its sentence', (phase) => {
    expectWords(badgeReasonSentence(words, { code: 'not-approved-yet', phase }));
  });

  test.each(Object.values(JOB_REASONS))('the reason "$kind" of a job has one sentence', (reason) => {
    const sentence = jobReasonSentence(words, reason);
    expectWords(sentence);
    expect(sentence).toMatch(/[.。]$/);
  });

  test.each(Object.keys(JOB_STATES) as PrintJobState[])('a job that is "%s" has its words', (state) => {
    for (const reason of [null, ...Object.values(JOB_REASONS)]) {
      expectWords(badgeChip(words.t, { kind: 'job', jobId: 1, printNumber: 1042, state, reason }).text);
      expectWords(outcomeChip(words.t, { state, reason, printNumber: 1042 }).text);
    }
  });

  test.each(VERIFICATION_CHECKS)('a failed check "%s" has its words', (check) => {
    expectWords(checkProblem(words.t, check));
  });

  test.each([
    { kind: 'ready' },
    { kind: 'unknown' },
    ...Object.values(JOB_REASONS).slice(0, 10),
  ] as PrinterCondition[])('the printer being "$kind" says what it is and what to do', (condition) => {
    const { title, detail } = printerWords(words.t, { ...READY, condition });
    expectWords(title);
    expectWords(detail);
  });

  test.each(['ready', 'unknown'] as const)(
    'a printer that reports nothing back and is "%s" is not called ready: the desk will only ever hear “sent”',
    (kind) => {
      const mute = printerWords(words.t, { ...READY, condition: { kind }, proof: 'delivered' });
      expect(mute.title).toBe(words.t('printer.reachable', { name: READY.model ?? '' }));
      expect(mute.detail).toBe(words.t('printer.sendsOnly'));
    },
  );

  test('where no printer is set up, the desk says that and not that one is out of reach', () => {
    const none = printerWords(words.t, { ...READY, route: 'none', condition: { kind: 'offline' } });
    expect(none).toMatchObject({ title: words.t('printer.none'), detail: words.t('printer.noneTodo') });
  });

  test.each(Object.keys(ENDINGS) as EndingCode[])(
    'a session that ended with "%s" has its sentence',
    (ending) => {
      expectWords(words.t(`ending.${ending}`));
    },
  );

  test.each(Object.keys(UNWRITABLE) as UnwritableBecause[])(
    'a store that takes nothing, "%s", says so, how old the list is, and that nothing prints',
    (because) => {
      const store = { kind: 'unwritable', because, sinceMs: 0 } as const;
      for (const asOfMs of [null, 1000]) {
        const said = storeWords(words, { store, asOfMs });
        expectWords(said?.title ?? '');
        expectWords(said?.text ?? '');
        expect(said?.text).toMatch(NOTHING_PRINTS[language] ?? /./);
      }
    },
  );

  test.each(Object.keys(REBUILT) as RebuiltBecause[])(
    'a database made anew, "%s", says what is remembered, what to do, and where the old one is',
    (because) => {
      const atMs = Date.now();
      const made = { kind: 'rebuilt', because, atMs, keptUntilMs: atMs + 1, salvagedJobs: 0 } as const;
      const bare = storeWords(words, { store: { ...made, setAsideAs: null }, asOfMs: null });
      expect(bare?.forIt).toBeNull();
      expectWords(bare?.title ?? '');
      const setAsideAs = 'vestibule.db.damaged-x';
      const full = storeWords(words, { store: { ...made, setAsideAs, salvagedJobs: 41 }, asOfMs: null });
      expectWords(full?.text ?? '');
      expect(full?.text).toContain('41');
      expect(full?.forIt).toContain(setAsideAs);
    },
  );

  test('all being well with the store is not worth a word', () => {
    expect(storeWords(words, { store: { kind: 'sound' }, asOfMs: 0 })).toBeNull();
  });

  test.each(['captive-portal', 'proxy-refused', 'tls', 'no-network'] as const)(
    'what passes only when somebody does something is said beside the age: "%s"',
    (because) => {
      const session = { kind: 'waiting', untilMs: 9000, attempt: 2, because } as const;
      const { title, detail } = sessionWords(
        words,
        { session, asOfMs: 1000, isSnapshotComplete: true },
        5000,
      );
      expect(title).toContain('4');
      expect(detail).toBe(words.t(`ending.${because}`));
    },
  );

  test.each([
    { kind: 'idle' },
    { kind: 'connecting', attempt: 1 },
    { kind: 'connecting', attempt: 2 },
    { kind: 'reconciling', attempt: 1 },
    { kind: 'live', sinceMs: 0 },
    { kind: 'suspended' },
    { kind: 'stopped' },
    ...Object.values(BLOCKED).flatMap((because) => [
      { kind: 'blocked' as const, because, retryAtMs: 1 },
      { kind: 'blocked' as const, because, retryAtMs: null },
    ]),
    ...(Object.keys(ENDINGS) as EndingCode[]).map((because) => ({
      kind: 'waiting' as const,
      untilMs: 9000,
      attempt: 2,
      because,
    })),
  ] as SessionState[])('the session being $kind has its words, with and without a list', (session) => {
    for (const asOfMs of [null, 1000]) {
      const { title, detail } = sessionWords(words, { session, asOfMs, isSnapshotComplete: true }, 5000);
      expectWords(title);
      expectWords(detail);
    }
  });
});

test('no sentence of one language was forgotten or left in English by a slip of the hand', () => {
  const flat = (value: object, path = ''): [string, string][] =>
    Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      typeof inner === 'string'
        ? [[`${path}${key}`, inner] as [string, string]]
        : flat(inner as object, `${path}${key}.`),
    );
  const german = new Map(flat(de));
  const english = flat(en);
  expect([...german.keys()]).toEqual(english.map(([key]) => key));
  // An empty text would be filled from English, so it would not be missed by whoever reads the window.
  expect([...german].filter(([, text]) => text.trim() === '')).toEqual([]);
  const braces = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
  for (const [key, text] of english) {
    expect([key, braces(german.get(key) ?? '')]).toEqual([key, braces(text)]);
  }
  const sentences = english.filter(([, text]) => text.endsWith('.'));
  for (const [key, text] of sentences) {
    expect([key, german.get(key)]).not.toEqual([key, text]);
  }
});
