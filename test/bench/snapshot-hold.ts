/**
 * How long the event loop is held while a station takes the snapshot of a large site and by what it does in the seconds after (promise
 * 9), and whether memory grows with it. Each station and each cloud is a process of its own.
 */
import { amount, assertRight, tell } from './rows.ts';
import type { DeskRun } from './snapshot-desk.ts';
import { runDesk, startCloud } from './snapshot-run.ts';

const TARGET_HOLD_MS = 50;
const many = amount({ full: 50_000, quick: 10_000, short: 1_000 });
const few = Math.ceil(many / 5);

function tellHolds(run: DeskRun): void {
  const site = `${run.rows}${run.frames === 0 ? '' : ' and live frames'}`;
  const hold = (when: string, value: number): void =>
    tell({
      figure: `longest hold ${when}, ${site}`,
      value,
      unit: 'ms',
      promise: { under: TARGET_HOLD_MS },
      how: run.frames === 0 ? '' : `${run.frames} frames meanwhile`,
    });
  hold('until live', run.holdMs);
  hold('in the 2 s after', run.holdAfterMs);
  hold('while reconciling again', run.holdAgainMs);
  hold('while a day is forgotten', run.holdForgettingMs);
}

const small = await startCloud(few);
const large = await startCloud(many);
try {
  const first = await runDesk(small, 'quiet');
  const second = await runDesk(large, 'quiet');
  const busy = await runDesk(large, 'frames');
  for (const { wrong } of [first, second, busy]) assertRight(wrong, 'station');
  tellHolds(second);
  tellHolds(busy);
  const growth = ({ beforeMb, peakMb }: DeskRun): number => peakMb - beforeMb;
  tell({
    figure: `growth of resident memory by a snapshot of ${many}, at its peak`,
    value: growth(second) / growth(first),
    unit: `× ${few}`,
    taken: {
      unit: 'MiB',
      ours: { value: growth(second) },
      peers: { [`ours of ${few}`]: { value: growth(first) } },
    },
    how: `${large.megabytes.toFixed(1)} MiB of JSON`,
  });
} finally {
  small.process.disconnect();
  large.process.disconnect();
}
