/**
 * How a station takes the snapshot of a large site: how long, how long the event loop is held (promise 9), and whether memory
 * grows with it. Each station and each cloud is a process of its own.
 */
import { amount, assertRight, tell } from './rows.ts';
import type { DeskRun } from './snapshot-desk.ts';
import { runDesk, startCloud } from './snapshot-run.ts';

const TARGET_HOLD_MS = 50;
const many = amount({ full: 50_000, quick: 10_000, short: 1_000 });
const few = Math.ceil(many / 5);

function tellRun(site: string, run: DeskRun): void {
  const how = `${site} of ${run.rows}${run.frames === 0 ? '' : `, ${run.frames} frames meanwhile`}`;
  const hold = (figure: string, value: number): void =>
    tell({ figure, value, unit: 'ms', promise: { under: TARGET_HOLD_MS }, how });
  tell({ figure: 'snapshot reconciled', value: run.reconciledMs / 1000, unit: 's', how });
  tell({ figure: 'snapshot reconciled again', value: run.againMs / 1000, unit: 's', how });
  hold('longest hold until live', run.holdMs);
  hold('longest hold in the 2 s after', run.holdAfterMs);
  hold('longest hold while reconciling again', run.holdAgainMs);
  hold('longest hold while a day is forgotten', run.holdForgettingMs);
  for (const when of ['before', 'peak', 'after'] as const) {
    tell({ figure: `heap ${when}`, value: run[when].heapMb, unit: 'MiB', how });
    tell({ figure: `resident memory ${when}`, value: run[when].rssMb, unit: 'MiB', how });
  }
}

const small = await startCloud(few);
const large = await startCloud(many);
try {
  const first = await runDesk(small, 'quiet');
  tellRun('small site', first);
  const second = await runDesk(large, 'quiet');
  tellRun('large site', second);
  const busy = await runDesk(large, 'frames');
  tellRun('large site', busy);
  for (const { wrong } of [first, second, busy]) assertRight(wrong, 'station');
  const how = `${many} against ${few} check-ins, ${large.megabytes.toFixed(1)} MiB`;
  const growth = (run: DeskRun): number => run.peak.rssMb - run.before.rssMb;
  tell({
    figure: 'snapshot, memory growth by size',
    value: growth(second) / growth(first),
    unit: `× ${few}`,
    how,
  });
} finally {
  small.process.disconnect();
  large.process.disconnect();
}
