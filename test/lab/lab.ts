/**
 * `npm run test:lab [-- part …] [--list-packages] [--no-skip]`: the station against a real print system. One line a part, then
 * the count. A part that fails is run once more before it counts, so that a slow machine is not taken for a broken badge.
 * `--no-skip`: a part that this machine cannot run is a failure.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LabPart } from './lab-part.ts';

const PART_LIMIT_MS = 240_000;

async function findParts(): Promise<readonly LabPart[]> {
  const folder = import.meta.dirname;
  const files = readdirSync(folder)
    .map((name) => join(folder, name, 'part.ts'))
    .filter((file) => existsSync(file))
    .sort();
  const modules = await Promise.all(files.map((file) => import(file) as Promise<{ readonly part: LabPart }>));
  return modules.map(({ part }) => part);
}

/** The error is what went wrong, for whoever reads the run. */
async function runOnce(part: LabPart): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over within ${PART_LIMIT_MS / 1_000} s`)), PART_LIMIT_MS);
  });
  try {
    await Promise.race([part.run((line) => process.stdout.write(`    ${line}\n`)), limit]);
    return null;
  } catch (cause) {
    return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  } finally {
    clearTimeout(timer);
  }
}

async function judge(part: LabPart): Promise<'passed' | 'failed' | 'skipped'> {
  const missing = await part.missing();
  if (missing !== null) {
    process.stdout.write(`${part.name}: skipped: ${missing} (Debian: ${part.debianPackages.join(' ')})\n`);
    return 'skipped';
  }
  process.stdout.write(`${part.name}\n`);
  for (const isLast of [false, true]) {
    const startedMs = performance.now();
    const failure = await runOnce(part);
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    if (failure === null) {
      process.stdout.write(`${part.name}: passed in ${seconds} s\n`);
      return 'passed';
    }
    process.stdout.write(
      `${part.name}: failed after ${seconds} s${isLast ? '' : ', once more'}\n${failure}\n`,
    );
  }
  return 'failed';
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'list-packages': { type: 'boolean', default: false },
    'no-skip': { type: 'boolean', default: false },
  },
});
const known = await findParts();
const unknown = positionals.filter((name) => !known.some((part) => part.name === name));
if (unknown.length > 0) {
  const names = known.map((part) => part.name).join(', ');
  process.stderr.write(`found ${unknown.join(', ')}; allowed are ${names}\n`);
  process.exit(2);
}
const parts = positionals.length === 0 ? known : known.filter((part) => positionals.includes(part.name));
if (values['list-packages']) {
  const packages = new Set(parts.flatMap((part) => part.debianPackages));
  process.stdout.write(`${[...packages].sort().join(' ')}\n`);
  process.exit(0);
}
const count = { passed: 0, failed: 0, skipped: 0 };
for (const part of parts) count[await judge(part)] += 1;
process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
process.exit(count.failed > 0 || (values['no-skip'] && count.skipped > 0) ? 1 : 0);
