import { expect, test } from 'vitest';
import { toBundle } from '../../../electron/desk/diagnostics-bundle.ts';
import type { LogLine } from '../../../electron/desk/runtime.ts';
import type { Diagnostics } from '../../../electron/shared/diagnostics.ts';
import { diagnosticsOf } from '../../support/diagnostics-of-a-desk.ts';

const NOW = Date.UTC(2026, 10, 24, 8, 5, 0);
const desk = diagnosticsOf({}, NOW);
const bundle = (change: Partial<Diagnostics>, lines: readonly LogLine[] = [], home = ''): string =>
  toBundle({ ...desk, ...change }, lines, home);

test('what nobody has thought about stays out, however it got into the diagnostics', () => {
  const more = { visitor: 'Amira Haddad', eventLoop: { ...desk.eventLoop!, visitor: 'Amira' } };
  expect(bundle(more)).toBe(bundle({}));
});

test('what a printer, a queue or a tenant says in words is told by its code alone', () => {
  const { printer } = desk;
  const text = bundle({
    printer: {
      ...printer,
      condition: { kind: 'printer-error', detail: 'job “Amira Haddad” failed' },
      standsInFor: { kind: 'no-queue', queue: 'Amiras Drucker' },
    },
  });
  expect(text).toContain('"condition": "printer-error"');
  expect(text).toContain('"standsInFor": "no-queue"');
  expect(text).not.toContain('Amira');
});

test('a text in the log is kept where it is known to be a code of ours, and nowhere else', () => {
  const line = (event: string, fields: LogLine['fields']): LogLine => ({
    at: 'then',
    level: 'info',
    event,
    fields,
  });
  const { log } = JSON.parse(
    bundle({}, [
      line('session', { state: 'waiting', because: '"unreachable"' }),
      line('template-saved', { id: 'amira-haddad' }),
      line('not-stored', { because: 'Amira Haddad was here' }),
      line('forgotten', { rows: 3, isAll: true, name: undefined }),
    ]),
  ) as { readonly log: readonly unknown[] };
  expect(log).toEqual([
    { at: 'then', level: 'info', event: 'session', state: 'waiting', because: '"unreachable"' },
    { at: 'then', level: 'info', event: 'template-saved' },
    { at: 'then', level: 'info', event: 'not-stored' },
    { at: 'then', level: 'info', event: 'forgotten', rows: 3, isAll: true },
  ]);
});

test.each([
  ['/home/amira', '/home/amira/printer.sock', '~/printer.sock'],
  ['C:\\Users\\amira', 'C:\\Users\\amira\\log', '~\\\\log'],
])('a path below the home folder does not tell whose it is: %s', (home, model, shown) => {
  const { printer } = desk;
  const text = bundle({ printer: { ...printer, model } }, [], home);
  expect(text).toContain(`"${shown}"`);
  expect(text).not.toContain('amira');
});

test('how many webhooks came is told, and where they are taken is not', () => {
  const counts = { stored: 4, notUnderstood: 3, refused: 2, putOff: 1 };
  const text = bundle({
    webhook: { kind: 'listening', url: 'http://gate.amiras-house.example/webhook', counts },
  });
  expect((JSON.parse(text) as { readonly webhook: unknown }).webhook).toEqual({
    state: 'listening',
    ...counts,
  });
  expect(text).not.toContain('amiras-house');
});
