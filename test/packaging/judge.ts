/** Packs for one target and says what is wrong with it, a line each; the exit code is 1 where anything is. */
import { rmSync } from 'node:fs';
import { targetNamed } from '../../build/targets.ts';
import { faultsOf } from './faults.ts';
import { inspect } from './inspect-app.ts';
import { packApp } from './pack-app.ts';

const target = targetNamed(process.argv[2] ?? '');
if (target === undefined) throw new Error('usage: node test/packaging/judge.ts TARGET');
const app = await packApp(target);
const faults = faultsOf(await inspect(app), target);
rmSync(app.folder, { recursive: true, force: true });
for (const fault of faults) process.stdout.write(`fault: ${fault}\n`);
process.exit(faults.length === 0 ? 0 : 1);
