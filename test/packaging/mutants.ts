/**
 * `npm run packaging:mutants [-- name …]`: is the suite able to fail? Takes away each fuse and filter of electron-builder.yml and each
 * option that keeps pages harmless, one at a time in a copy, and names the test that noticed. What is missing from an app that has been
 * packed (a native file, a fuse) is tried on every target by `npm test` itself (describe-target.ts). Two to four minutes on two cores.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../build/stage.ts';
import { targetNamed } from '../../build/targets.ts';
import { mutants, mutated, type Mutant } from './mutant-list.ts';

const PARTS = [
  'build',
  'dist',
  'electron',
  'renderer',
  'test',
  'LICENSE',
  'package.json',
  'package-lock.json',
];
const PARTS_TO_READ = ['electron-builder.yml', 'tsconfig.json', 'docs'];

const copy = mkdtempSync(join(tmpdir(), 'vestibule-mutants-'));
for (const part of [...PARTS, ...PARTS_TO_READ])
  cpSync(join(ROOT, part), join(copy, part), { recursive: true });
symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));

/** What the tests, or a look at the packed app, found first; `null`: nothing. */
function findingOn(mutant: Mutant): string | null {
  writeFileSync(join(copy, mutant.file), mutated(ROOT, mutant));
  const args =
    targetNamed(mutant.judgedBy) !== undefined
      ? ['test/packaging/judge.ts', mutant.judgedBy]
      : ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', mutant.judgedBy];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  cpSync(join(ROOT, mutant.file), join(copy, mutant.file));
  if (status === 0) return null;
  const found = /(?:FAIL .*?\.ts > |fault: )(.*)/.exec(stdout + stderr)?.[1];
  if (found === undefined) throw new Error(`${mutant.name}: ended with ${String(status)} and no finding`);
  return found;
}

const wanted = process.argv.slice(2);
let survivors = 0;
for (const mutant of mutants(ROOT)) {
  if (wanted.length > 0 && !wanted.includes(mutant.name)) continue;
  const found = findingOn(mutant);
  if (found === null) survivors += 1;
  const where = `${mutant.file.split('/').at(-1) ?? ''}: without "${mutant.name}"`;
  process.stdout.write(
    found === null ? `${where} NOTHING IS FOUND\n` : `${where} red: ${found.slice(0, 120)}\n`,
  );
}
rmSync(copy, { recursive: true, force: true });
process.exit(survivors === 0 ? 0 : 1);
