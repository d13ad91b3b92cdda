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
import { cellsOf, isKept, type BenchRow, type Cells } from './rows.ts';

interface Result extends BenchRow {
  readonly bench: string;
}

/** The other files of this folder are their parts. */
const BENCHES = [
  'ingest',
  'snapshot',
  'approval',
  'badge-raster',
  'start',
  'search',
  'link-return',
  'link-under-fault',
  'memory',
  'snapshot-hold',
] as const;

const HEAD: Cells = {
  row: 'row',
  ours: 'ours',
  floor: 'floor',
  peers: 'peers',
  ratio: 'ratio',
  target: 'target',
  verdict: '',
  how: 'how',
};

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
  if (rows.length > 0) continue;
  process.stderr.write(`${bench}: no row\n`);
  process.exitCode = 1;
}
if (names.length === 0) process.stderr.write('no bench of this name\n');

const machine = {
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release()} ${arch()}`,
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
};
process.stdout.write(values.json ? asJson() : asTable());

function asJson(): string {
  return `${JSON.stringify({ machine, results: results.map((row) => ({ ...row, isKept: isKept(row) })) })}\n`;
}

/** In Markdown, as README shows it: medians, and in brackets the least and the most of the rounds. */
function asTable(): string {
  const [head = [], ...rows] = [HEAD, ...results.map(cellsOf)].map(
    (cells) => Object.values(cells) as string[],
  );
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const { cpu, cores, memoryGiB, system, node, date } = machine;
  return `${date}, ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}\n\n${[line(head), rule, ...rows.map(line)].join('\n')}\n`;
}
