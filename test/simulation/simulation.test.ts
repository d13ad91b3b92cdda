/** The short form of `npm run simulate`, and every schedule that once found something. */
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MUTANTS } from './mutant-list.ts';
import { runSchedule } from './run-schedule.ts';
import { drawSchedule, type Schedule } from './schedule.ts';

const SEEDS = 120;
const ROOT = join(import.meta.dirname, '../..');
const REGRESSIONS = join(import.meta.dirname, 'regressions');

test(`no promise is broken by the schedules of seeds 1 to ${SEEDS}`, async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { findings } = await runSchedule(drawSchedule(seed), tmpdir());
    expect(findings, `seed ${seed}`).toEqual([]);
  }
});

test('every mistake that the simulation must be able to find can still be made', () => {
  const gone = MUTANTS.flatMap(({ name, edits }) =>
    edits
      .filter(({ file, from }) => readFileSync(join(ROOT, file), 'utf8').split(from).length !== 2)
      .map(({ from }) => `${name}: ${from}`),
  );
  expect(gone).toEqual([]);
});

test('the same seed gives the same run', async () => {
  const run = async () => (await runSchedule(drawSchedule(7), tmpdir())).figures;
  expect(await run()).toEqual(await run());
});

describe('what once broke a promise does so no more', () => {
  test.for(readdirSync(REGRESSIONS))('%s', async (file) => {
    const schedule = JSON.parse(readFileSync(join(REGRESSIONS, file), 'utf8')) as Schedule;
    expect((await runSchedule(schedule, tmpdir())).findings).toEqual([]);
  });
});
