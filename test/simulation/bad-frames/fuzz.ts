/**
 * `npm run fuzz -- --frames N [--seed S]`: feeds a real station N bad frames over a real socket and says what came of them.
 * A frame that is treated wrongly is cut down and printed with its seed; the exit code is 1.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { feed, type Finding } from './feed.ts';
import { minimiseFrame } from './minimise-frame.ts';

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
const SHOWN_CHARACTERS = 400;
const begunMs = performance.now();
const report = await feed({ seed, frames });
const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
const sorted = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([a], [b]) => a.localeCompare(b));

print('sent', [
  ...sorted(report.sent),
  ['in all', sum(report.sent)],
  ['of them bad for sure', report.badFrames],
  ['some of them again, in fragments', report.fragmented],
  ['links broken by what is no frame', report.brokenLinks],
]);
print('counted as bad, part by part', [
  ...sorted(report.countedByCode),
  ['in all', sum(report.countedByCode)],
]);
print('came of it', [
  ['rows kept in the quarantine', report.quarantineRows],
  ['good frames in between', report.goodFrames],
  ['visitors approved by them', report.approved],
  ['longest hold of the event loop', `${report.longestHoldMs.toFixed(0)} ms (with the sending side)`],
  ['took', `${((performance.now() - begunMs) / 1000).toFixed(0)} s`],
]);
for (const finding of report.findings) await printFinding(finding);
process.exitCode = report.findings.length === 0 ? 0 : 1;

function print(title: string, rows: readonly (readonly [string, string | number])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  process.stdout.write(`${title} (seed ${seed})\n`);
  for (const [name, value] of rows) process.stdout.write(`  ${name.padEnd(width)}  ${value}\n`);
}

async function printFinding({ what, frame }: Finding): Promise<void> {
  process.stdout.write(`FINDING (seed ${seed}): ${what}\n`);
  if (frame === undefined) return;
  const { content } = frame;
  const shown = typeof content === 'string' ? await minimiseFrame(content) : `${content.length} bytes`;
  process.stdout.write(`  ${frame.kind}, cut down: ${shown.slice(0, SHOWN_CHARACTERS)}\n`);
}
