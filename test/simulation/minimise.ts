/** Delta debugging: leaves out ever smaller parts of a schedule for as long as it still finds something. */
import { runSchedule } from './run-schedule.ts';
import type { Schedule, Step } from './schedule.ts';

const MOST_RUNS = 400;

export async function minimise(schedule: Schedule, folder: string): Promise<Schedule> {
  const budget = { runs: MOST_RUNS };
  let { steps } = schedule;
  let size = Math.ceil(steps.length / 2);
  while (size >= 1 && budget.runs > 0) {
    const shrunk = await withoutParts(schedule, steps, size, { folder, budget });
    if (shrunk.length === steps.length) size = Math.floor(size / 2);
    else size = Math.min(size, Math.ceil(shrunk.length / 2));
    steps = shrunk;
  }
  return { ...schedule, steps };
}

/** Leaves out every part of that many steps without which the schedule still fails. */
async function withoutParts(
  schedule: Schedule,
  steps: readonly Step[],
  size: number,
  limits: { readonly folder: string; readonly budget: { runs: number } },
): Promise<readonly Step[]> {
  let kept = steps;
  let start = 0;
  while (start < kept.length && limits.budget.runs > 0) {
    limits.budget.runs -= 1;
    const rest = kept.toSpliced(start, size);
    const { findings } = await runSchedule({ ...schedule, steps: rest }, limits.folder);
    if (findings.length > 0) kept = rest;
    else start += size;
  }
  return kept;
}
