/**
 * `npm run webhooks -- --count 10000 [--kills 5] [--senders 20] [--seed S]`: webhooks with duplicates and retries against the real
 * station, which is killed meanwhile. Prints what came of it, and ends with 1 when an acknowledged one was lost or one applied twice.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { setup as buildWindow } from '../../support/built-window.ts';
import { runWebhooks, type WebhookReport } from './webhook-run.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '5' },
    senders: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
  },
});
const SHOWN_FINDINGS = 30;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

buildWindow();
say(`seed ${values.seed}`);
const report = await runWebhooks({
  seed: Number(values.seed),
  count: Number(values.count),
  kills: Number(values.kills),
  senders: Number(values.senders),
});
for (const finding of report.findings.slice(0, SHOWN_FINDINGS)) say(finding);
say(tableOf(report));
process.exitCode = report.findings.length === 0 ? 0 : 1;

function tableOf({ figures, ...report }: WebhookReport): string {
  const rows: readonly (readonly [string, string])[] = [
    ['webhooks', String(report.webhooks)],
    ['visits', String(report.visits)],
    ['duplicates', `${report.duplicates}, of which late ${report.late}`],
    ['acknowledged', String(figures.acknowledged)],
    ['without an answer, sent again', String(figures.lost)],
    ['put off, sent again', String(figures.putOff)],
    ['kills', String(report.kills)],
    ['took', `${(report.tookMs / 1000).toFixed(1)} s`],
    ['findings', String(report.findings.length)],
    ...(report.findings.length === 0 ? [] : [['kept for a look', report.folder] as const]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}
