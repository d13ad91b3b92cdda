/**
 * `npm run simulate:mutants [-- name …]`: is the simulation able to fail? Each mutant is one mistake that the design
 * guards against, made in a copy of the sources; the simulation must find it. Prints the seed that did.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTANTS, type Mutant } from './mutant-list.ts';

const ROOT = join(import.meta.dirname, '../..');
const SEEDS = 500;

/** The seed that found it, or `null`. */
function tryOut(mutant: Mutant): { readonly seed: string; readonly finding: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-mutant-'));
  try {
    for (const part of ['electron', 'test', 'package.json'])
      cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const { file, from, to } of mutant.edits) {
      const path = join(folder, file);
      const source = readFileSync(path, 'utf8');
      if (source.split(from).length !== 2)
        throw new Error(`${mutant.name}: "${from}" is not in ${file} exactly once`);
      writeFileSync(
        path,
        source.replace(from, () => to),
      );
    }
    const { stdout } = spawnSync(
      process.execPath,
      ['test/simulation/simulate.ts', '--seeds', String(SEEDS), '--as-found'],
      { cwd: folder, encoding: 'utf8' },
    );
    const found = /^seed (\d+) breaks a promise:\n\s*(.*)/m.exec(stdout);
    return found === null ? null : { seed: found[1] ?? '', finding: found[2] ?? '' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2);
let survivors = 0;
for (const mutant of MUTANTS) {
  if (wanted.length > 0 && !wanted.includes(mutant.name)) continue;
  const found = tryOut(mutant);
  if (found === null) survivors += 1;
  process.stdout.write(
    found === null
      ? `${mutant.name}: NOT FOUND within ${SEEDS} seeds\n`
      : `${mutant.name}: found by seed ${found.seed} (${found.finding.slice(0, 110)})\n`,
  );
}
process.exit(survivors === 0 ? 0 : 1);
