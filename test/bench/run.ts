/**
 * `npm run bench [-- NAME …] [--json] [--quick | --short]`: runs the benches whose name contains one of the words, one after
 * the other, each in a process of its own so that none warms up or burdens another, and prints one table. Ends with 1 when a
 * promise was broken or a module failed. `--short` is for landing: correctness only, nothing is judged by its time.
 */
import { spawnSync } from 'node:child_process';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPeers } from './peers.ts';
import { cellsOf, isKept, type BenchRow } from './rows.ts';

interface Result extends BenchRow {
  readonly bench: string;
}

/** The other files of this folder are their parts. */
const BENCHES = ['ingest', 'snapshot-hold', 'badge-raster', 'link-under-fault'] as const;

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const names = BENCHES.filter(
  (name) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);

if (!installPeers()) throw new Error('what is compared with could not be installed');

const lengths = (['quick', 'short'] as const).filter((length) => values[length]);
const results: Result[] = [];
for (const bench of names) {
  process.stderr.write(`${bench} …\n`);
  const script = join(import.meta.dirname, `${bench}.ts`);
  const ran = spawnSync(process.execPath, [script, '--json', ...lengths.map((length) => `--${length}`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  const rows = ran.stdout.split('\n').filter(Boolean);
  results.push(...rows.map((line) => ({ bench, ...(JSON.parse(line) as BenchRow) })));
  if (ran.status !== 0) process.exitCode = 1;
  if (rows.length === 0) process.stderr.write(`${bench}: no row\n`);
}
if (names.length === 0) process.stderr.write('no bench of this name\n');

const machine = {
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release()} ${arch()}`,
  node: process.version,
};
process.stdout.write(values.json ? asJson() : asTable());

function asJson(): string {
  return `${JSON.stringify({ machine, results: results.map((row) => ({ ...row, isKept: isKept(row) })) })}\n`;
}

function asTable(): string {
  const cells = [
    ['bench', 'figure', 'value', 'promised', 'how'],
    ...results.map((row) => [row.bench, ...cellsOf(row)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const { cpu, cores, memoryGiB, system, node } = machine;
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}\n\n${lines.join('\n')}\n`;
}
