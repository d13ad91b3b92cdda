import { expect, test } from 'vitest';
import { createEventNames } from '../../../electron/desk/event-names.ts';
import { createMemoryLog } from '../../support/memory-log.ts';
import { openStore } from '../../support/open-store.ts';
import { setUp } from './ingest-rig.ts';

const USUAL = ['Approve', 'Reject', 'Manual Check-in', 'Guest Check-in', 'Check-out'];
const seenIn = (names: ReturnType<typeof createEventNames>): readonly string[] =>
  names.all().flatMap(({ name, from }) => (from === 'seen' ? [name] : []));

test('before a frame has named one, the usual labels are all there is', () => {
  const names = createEventNames(openStore(), createMemoryLog());
  expect(names.all()).toEqual(USUAL.map((name) => ({ name, from: 'usual' })));
});

test('a label of any language is kept, once; what could be anything else is not', () => {
  const store = openStore();
  const names = createEventNames(store, createMemoryLog());
  const labels = ['Freigeben', 'Выпустить', '批准', 'Check-out', 'checkIn.updated'];
  for (const name of [...labels, 'Freigeben']) names.note(name);
  for (const name of [
    '',
    ' x',
    '4711',
    'a@b.example',
    'A1234567',
    '<b>',
    'x'.repeat(65),
    'line\nbreak',
    '"q"',
  ])
    names.note(name);
  expect(seenIn(names)).toEqual(labels);
  expect(names.all().filter(({ name }) => name === 'Check-out')).toHaveLength(1);
  expect(seenIn(createEventNames(store, createMemoryLog()))).toEqual(labels);
});

test('no cloud fills the memory with names, and none is logged', () => {
  const log = createMemoryLog();
  const names = createEventNames(openStore(), log);
  for (let index = 0; index < 200; index += 1) names.note(`Name ${String.fromCodePoint(0x4e00 + index)}`);
  expect(seenIn(names)).toHaveLength(50);
  expect(log.lines.join()).not.toContain('Name');
});

test('they come from the envelope of a frame, whatever is in it and however it is nested', () => {
  const noted: string[] = [];
  const t = setUp(undefined, (name) => void noted.push(name));
  const checkIn = { id: 1, state: 'Pending', event: 'not the envelope', type: 'nor this' };
  t.send(
    { eventName: 'Approve', data: { checkIn } },
    { type: 'check-in', payload: { event: 'Inner', payload: checkIn } },
    { event: 'Beside', checkIn },
    { event: 7, data: { checkIn } },
    [{ event: 'Listed', data: checkIn }],
    checkIn,
  );
  expect(noted).toEqual(['Approve', 'check-in', 'Inner', 'Beside', 'Listed']);
});
