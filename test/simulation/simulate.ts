/**
 * `npm run simulate -- --seeds N [--seed S]`: plays N schedules, from seed S on. The first one that breaks a promise is cut
 * down to the steps that matter and printed, ready to be kept under `regressions/`; the exit code is 1.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { minimise } from './minimise.ts';
import { runSchedule } from './run-schedule.ts';
import { drawSchedule } from './schedule.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    // Without cutting the schedule down, which takes many runs.
    'as-found': { type: 'boolean', default: false },
  },
});
const seeds = Number(values.seeds);
const first = Number(values.seed);
if (!Number.isInteger(seeds) || !Number.isInteger(first) || seeds < 1) {
  process.stderr.write('--seeds and --seed: allowed are whole numbers\n');
  process.exit(2);
}

/** The files are real but need not outlive the run: a disk that is memory spares it some hundred thousand syncs. */
const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const startedMs = performance.now();
const sum = { virtualMs: 0, starts: 0, connects: 0, labels: 0, acts: 0, webhooks: 0, comparisons: 0 };
for (let seed = first; seed < first + seeds; seed += 1) {
  const schedule = drawSchedule(seed);
  const { findings, figures } = await runSchedule(schedule, folder);
  for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += figures[key];
  if (findings.length > 0) {
    process.stdout.write(`seed ${seed} breaks a promise:\n  ${findings.join('\n  ')}\n`);
    if (values['as-found']) process.exit(1);
    const shortest = await minimise(schedule, folder);
    process.stdout.write(`cut down to ${shortest.steps.length} of ${schedule.steps.length} steps:\n`);
    process.stdout.write(`${JSON.stringify(shortest, null, 1)}\n`);
    process.exit(1);
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${seed - first + 1}/${seeds}`);
}
const hours = Math.round(sum.virtualMs / 3_600_000);
process.stdout.write(
  `${seeds} schedules from seed ${first}: no promise broken. ${hours} simulated hours, ${sum.starts} starts, ` +
    `${sum.connects} connects, ${sum.labels} labels, ${sum.acts} acts, ${sum.webhooks} webhooks, ${sum.comparisons} comparisons with the cloud, ` +
    `${Math.round((performance.now() - startedMs) / 1000)} s\n`,
);
