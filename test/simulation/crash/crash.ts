/**
 * `npm run crash -- --kills 200 [--seed S]`: kills the real station at drawn moments, inspects what it has left behind, and
 * prints what came of it. Ends with 1 when a promise was broken. The same seed draws the same schedule; which instruction the
 * kill meets is up to the machine, so a finding may need several runs to come again.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { setup as buildWindow } from '../../support/built-window.ts';
import { KILL_PHASES } from './kill-plan.ts';
import { runCrashes, type CrashReport } from './crash-run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    verbose: { type: 'boolean', default: false },
  },
});
const SHOWN_FINDINGS = 30;
let found = 0;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

buildWindow();
say(`seed ${values.seed}`);
const begunMs = performance.now();
const report = await runCrashes({
  seed: Number(values.seed),
  kills: Number(values.kills),
  onKill({ number, desk, phase, life }) {
    if (!values.verbose) return;
    const live = life.liveAfterMs === null ? 'never live' : `live after ${life.liveAfterMs.toFixed(0)} ms`;
    say(`kill ${number}, desk ${desk}, ${phase}${life.wasOnTime ? '' : ' (time was up)'}: ${live}`);
  },
  onFinding({ kill, isAtEnd, text }) {
    found += 1;
    if (found <= SHOWN_FINDINGS)
      say(`kill ${kill.number} (${isAtEnd ? 'end of its desk' : kill.phase}): ${text}`);
  },
});
say(tableOf(report, performance.now() - begunMs));
process.exitCode = report.findings.length === 0 ? 0 : 1;

function tableOf(
  { kills, findings, labels, jobs, restartToLiveMs, ...report }: CrashReport,
  tookMs: number,
): string {
  const sorted = restartToLiveMs.toSorted((a, b) => a - b);
  const rows = KILL_PHASES.map((phase) => {
    const ofPhase = kills.filter((kill) => kill.phase === phase);
    const late = ofPhase.filter((kill) => !kill.life.wasOnTime).length;
    return [phase, `${ofPhase.length}${late === 0 ? '' : ` (${late} of them when time was up)`}`] as const;
  });
  const summary: readonly (readonly [string, string])[] = [
    ...rows,
    ['kills', String(kills.length)],
    ['ended in order before the kill', String(kills.filter((kill) => kill.life.endedBefore !== null).length)],
    ['labels in the trays', String(labels)],
    ...[...jobs]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([kind, count]) => [`jobs: ${kind}`, String(count)] as const),
    ['start to live, median', `${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms`],
    ['start to live, worst', `${(sorted.at(-1) ?? 0).toFixed(0)} ms`],
    ['took', `${(tookMs / 1000).toFixed(0)} s`],
    ['findings', String(findings.length)],
    ...report.keptFolders.map((folder) => ['kept for a look', folder] as const),
  ];
  const width = Math.max(...summary.map(([name]) => name.length));
  return summary.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}
