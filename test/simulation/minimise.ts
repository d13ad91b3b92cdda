/** Delta debugging: leaves out ever smaller parts of a schedule for as long as it still finds something. */
import { runSchedule } from './run-schedule.ts';
import type { Schedule, Step } from './schedule.ts';

const MOST_RUNS = 400;

export async function minimise(schedule: Schedule, folder: string): Promise<Schedule> {
  let best = schedule;
  let runs = 0;
  const stillFails = async (steps: readonly Step[]): Promise<boolean> => {
    runs += 1;
    const { findings } = await runSchedule({ ...schedule, steps }, folder);
    return findings.length > 0;
  };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1 && runs < MOST_RUNS;) {
    let hasShrunk = false;
    for (let start = 0; start < best.steps.length && runs < MOST_RUNS;) {
      const rest = best.steps.toSpliced(start, size);
      if (await stillFails(rest)) {
        best = { ...best, steps: rest };
        hasShrunk = true;
      } else start += size;
    }
    if (!hasShrunk || size === 1) size = size === 1 && hasShrunk ? 1 : Math.floor(size / 2);
  }
  return best;
}
