import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  BLANK,
  goingBack,
  judgeStart,
  proved,
  readRecord,
  type Trial,
  type UpdateRecord,
  writeRecord,
} from '../../../electron/desktop/update-trial.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const TRIAL: Trial = {
  from: '1.0.0',
  to: '2.0.0',
  installed: '/home/reception/Vestibule.AppImage',
  phase: 'installing',
  tries: 0,
  pid: null,
  startedAtMs: 1,
};
const on = (change: Partial<Trial>): UpdateRecord => ({ ...BLANK, trial: { ...TRIAL, ...change } });
const start = (record: UpdateRecord, version: string) => judgeStart(record, version, 77, 5);

test('without a trial a start changes nothing', () => {
  expect(start(BLANK, '1.0.0')).toEqual({ verdict: { kind: 'settled' }, record: BLANK });
});

test('the first start of a new version is counted, with its process', () => {
  const { verdict, record } = start(on({}), '2.0.0');
  expect(verdict.kind).toBe('on-trial');
  expect(record.trial).toMatchObject({ tries: 1, pid: 77, phase: 'installing' });
});

test('the second one without proof goes back, and the version is bad from then on', () => {
  const { verdict, record } = start(on({ tries: 1, pid: 76 }), '2.0.0');
  expect(verdict.kind).toBe('go-back');
  expect(record).toMatchObject({ bad: ['2.0.0'], trial: { phase: 'going-back', pid: 77 } });
});

test('proved once, it is counted no more', () => {
  const record = proved(start(on({}), '2.0.0').record, '2.0.0', 9);
  expect(record).toMatchObject({ trial: null, bad: [], latest: { kind: 'installed', version: '2.0.0' } });
  expect(start(record, '2.0.0').verdict.kind).toBe('settled');
});

test('a version that is going back proves nothing any more', () => {
  const record = goingBack(on({ tries: 1 }), 77);
  expect(proved(record, '2.0.0', 9)).toBe(record);
});

test('another version proves nothing for the one on trial', () => {
  const record = on({ tries: 1 });
  expect(proved(record, '1.0.0', 9)).toBe(record);
});

test('the old version, started while it should have been replaced, says that nothing came of it', () => {
  const { verdict, record } = start(on({}), '1.0.0');
  expect(verdict.kind).toBe('settled');
  expect(record).toMatchObject({ trial: null, bad: [], latest: { kind: 'not-installed', version: '2.0.0' } });
});

test('a record that is torn or of another make counts as none', () => {
  const folder = tempFolder();
  expect(readRecord(join(folder, 'nowhere'))).toEqual(BLANK);
  for (const text of ['{"version":1,"tri', '{"version":9}', '']) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'state.json'), text);
    expect(readRecord(folder)).toEqual(BLANK);
  }
});

test('what is written is what is read', () => {
  const folder = join(tempFolder(), 'updates');
  expect(writeRecord(folder, on({ tries: 1 })).ok).toBe(true);
  expect(readRecord(folder)).toEqual(on({ tries: 1 }));
});
