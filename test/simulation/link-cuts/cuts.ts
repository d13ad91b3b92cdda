/** `npm run cuts -- --cuts N [--seed S]`: N badges over roads that are cut at random bytes, half of them in each language. */
import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createStore } from '../../../electron/desk/store.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import { STATION_KEY } from '../../support/shipped-shelf.ts';
import { runCuts } from './run-cuts.ts';

const { values } = parseArgs({
  options: {
    cuts: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
});
const trials = Math.ceil(Number(values.cuts) / 2);
const seed = Number(values.seed);
if (!Number.isInteger(trials) || !Number.isInteger(seed) || trials < 1) {
  process.stderr.write('--cuts and --seed: allowed are whole numbers\n');
  process.exit(2);
}
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const SHOWN = 10;

// The file is real; a disk that is memory spares it some ten thousand syncs.
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'vestibule-cuts-'));
const db = openDatabase(join(folder, 'vestibule.db'), STATION_KEY);
if (!db.ok) throw new Error(db.error.code);
const store = createStore(db.value, STATION_KEY);
const begunMs = performance.now();
say(`seed ${seed}`);
for (const language of ['brother-ql', 'zpl'] as const) {
  const report = await runCuts({ language, trials, seed, store });
  const share = ((100 * report.uncertain) / trials).toFixed(1);
  say(`${language}: ${trials} badges, each of ${report.conversationBytes} bytes, ${report.cuts} cuts`);
  say(`  printed, and in the tray once        ${report.printed}`);
  say(
    `  uncertain                            ${report.uncertain} (${share} %), ${report.uncertainAndOut} of them had come out`,
  );
  say(`  wrong                                ${report.findings.length}`);
  say(`  second badges if sent until confirmed ${report.doublesOfRetry}`);
  for (const finding of report.findings.slice(0, SHOWN)) say(`  ${finding}`);
  if (report.findings.length > 0) process.exitCode = 1;
}
say(`took ${((performance.now() - begunMs) / 1000).toFixed(0)} s`);
store.close();
rmSync(folder, { recursive: true });
