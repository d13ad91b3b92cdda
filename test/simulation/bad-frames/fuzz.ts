/** `npm run fuzz -- --frames N [--seed S]`: feeds a real station N bad frames over a real socket and says what came of them. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { feed } from './feed.ts';

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
});
const frames = Number(values.frames);
const seed = Number(values.seed);
if (!Number.isInteger(frames) || !Number.isInteger(seed) || frames < 1) {
  process.stderr.write('--frames and --seed: allowed are whole numbers\n');
  process.exit(2);
}
const begunMs = performance.now();
const report = await feed({ seed, frames });
const rows: readonly (readonly [string, string | number])[] = [
  ['seed', seed],
  ...[...report.sent].sort(([a], [b]) => a.localeCompare(b)),
  ['bad or doubtful frames', [...report.sent.values()].reduce((sum, count) => sum + count, 0)],
  ['notifications counted as bad', report.counted],
  ['rows kept in the quarantine', report.quarantineRows],
  ['good frames in between', report.good],
  ['badges ordered for them', report.jobs],
  ['longest hold of the event loop', `${report.longestHoldMs.toFixed(0)} ms (with the sending side)`],
  ['took', `${((performance.now() - begunMs) / 1000).toFixed(0)} s`],
  ...report.findings.map((finding) => ['FINDING', finding] as const),
];
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
process.exitCode = report.findings.length === 0 ? 0 : 1;
