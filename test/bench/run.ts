/**
 * `npm run bench [-- NAME …] [--short] [--json]`: runs the benches whose name contains one of the words, one after
 * the other, each in a process of its own so that none warms up or burdens another, and prints one table. Ends with 1 when a
 * target was missed or a module failed. `--short`: small counts, and nothing is judged but that all was correct.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cellsOf, isMet, type BenchRow, type RowCells } from './rows.ts';

interface Result extends BenchRow {
  readonly bench: string;
}

/** The other files of this folder are their parts. */
const BENCHES = [
  'approval',
  'badge-raster',
  'start',
  'link-return',
  'link-under-fault',
  'snapshot-hold',
] as const;

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, short: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const names = BENCHES.filter(
  (name) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);

installPeers();
const results: Result[] = [];
for (const bench of names) {
  process.stderr.write(`${bench} …\n`);
  const module = join(import.meta.dirname, `${bench}.ts`);
  const ran = spawnSync(process.execPath, [module, '--json', ...(values.short ? ['--short'] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  const rows = ran.stdout.split('\n').filter(Boolean);
  results.push(...rows.map((line) => ({ bench, ...(JSON.parse(line) as BenchRow) })));
  if (ran.status !== 0) process.exitCode = 1;
  if (rows.length === 0) {
    process.stderr.write(`${bench}: no row\n`);
    process.exitCode = 1;
  }
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

/** The peers are no part of the project: they have a package of their own, which is installed when first measured. */
function installPeers(): void {
  const lock = join(import.meta.dirname, 'package-lock.json');
  const installed = join(import.meta.dirname, 'node_modules/.bench-lock.json');
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(lock))) return;
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('start it by npm: npm run bench');
  process.stderr.write('the peers are installed …\n');
  const ran = spawnSync(
    process.execPath,
    [npm, 'ci', '--prefix', import.meta.dirname, '--no-audit', '--no-fund'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (ran.status !== 0) throw new Error('the peers could not be installed');
  copyFileSync(lock, installed);
}

function asJson(): string {
  return `${JSON.stringify({ machine, results: results.map((row) => ({ ...row, isMet: isMet(row) })) })}\n`;
}

/** As Markdown, which is how README shows it; median, and in brackets the best and the worst round. */
function asTable(): string {
  const head: RowCells = {
    row: 'row',
    ours: 'ours',
    floor: 'floor',
    peers: 'peers',
    ratio: 'ratio',
    target: 'target',
    how: 'how',
  };
  const rows = [head, ...results.map(cellsOf)].map((cells) => Object.values(cells) as string[]);
  const widths = Object.keys(head).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = rows;
  const lines = [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)];
  const { cpu, cores, memoryGiB, system, node, date } = machine;
  return `${date}, ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}\n\n${lines.join('\n')}\n`;
}
