/**
 * The link at its worst, with the product's own timing, real sockets and real time: how hard a server that drops everybody is
 * hit, how soon a dead link is noticed, how soon a desk that wakes is live. Takes two and a half minutes.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startDroppingServer } from './link-dropping-server.ts';
import { measureSilence } from './link-silence.ts';
import { openLinkStation, startLinkCloud } from './link-station.ts';
import { amount, ofRounds, tell } from './rows.ts';

const RESUMES = amount({ full: 50, quick: 10, short: 3 });
const STATIONS = amount({ full: 50, quick: 20, short: 5 });
const WATCHED_MS = amount({ full: 120_000, quick: 120_000, short: 3_000 });
const CAN_WAIT = amount({ full: 1, quick: 1, short: 0 }) === 1;
const MOST_CONNECTS = 12;
const NOTICED_WITHIN_S = 45;
const LIVE_WITHIN_MS = 1_000;

async function tellResumes(): Promise<void> {
  const { cloud, address } = await startLinkCloud();
  const desk = openLinkStation(address);
  const isLive = desk.entered('live');
  desk.station.start();
  await isLive;
  const tookMs: number[] = [];
  for (let count = 0; count < RESUMES; count += 1) {
    const isBack = desk.entered('live');
    const beganMs = performance.now();
    desk.station.resume();
    await isBack;
    tookMs.push(performance.now() - beganMs);
  }
  await desk.stop();
  await cloud.stop();
  const worst = Math.max(...tookMs);
  tell({
    figure: 'resume to live, worst',
    unit: 'ms',
    value: worst,
    promise: { under: LIVE_WITHIN_MS },
    how: `${RESUMES} times, snapshot of 200; median ${ofRounds(tookMs).value.toFixed(0)} ms`,
  });
}

async function tellConnects(afterMs: number, who: string): Promise<void> {
  const server = await startDroppingServer(afterMs);
  const desks = Array.from({ length: STATIONS }, (_, index) => openLinkStation(server.addressOf(index)));
  for (const desk of desks) desk.station.start();
  // The last one's first connect comes a little after its start.
  await delay(WATCHED_MS + 2_000);
  const connects = desks.map((_, index) => server.connectsOf(index, WATCHED_MS));
  await Promise.all(desks.map((desk) => desk.stop()));
  server.close();
  const worst = Math.max(...connects);
  tell({
    figure: `connects to a server that drops ${who}`,
    unit: '',
    value: worst,
    promise: { most: MOST_CONNECTS },
    how: `in ${WATCHED_MS / 1000} s, the worst of ${STATIONS} stations; median ${ofRounds(connects).value}`,
  });
}

function tellSilence(seconds: readonly number[], why: string): void {
  tell({
    figure: `dead link noticed, ${why}, worst`,
    unit: 's',
    value: Math.max(...seconds),
    promise: { under: NOTICED_WITHIN_S },
    how: `of ${seconds.length} stations; median ${ofRounds(seconds).value.toFixed(1)} s`,
  });
}

async function tellDroppedPackets(): Promise<void> {
  try {
    const { stdout } = await promisify(execFile)('unshare', [
      '--map-root-user',
      '--net',
      process.execPath,
      join(import.meta.dirname, 'link-silence.ts'),
    ]);
    tellSilence(JSON.parse(stdout) as number[], 'packets dropped');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : 'unknown';
    process.stderr.write(
      `skipped: packets dropped by the kernel need Linux with unshare and ip (${reason})\n`,
    );
  }
}

await tellResumes();
await Promise.all([
  tellConnects(0, 'at once'),
  tellConnects(1_000, 'after a second'),
  // A silence has to be waited for, which no short form can.
  ...(!CAN_WAIT
    ? []
    : [
        measureSilence((cloud) => cloud.blackholeLinks()).then((seconds) =>
          tellSilence(seconds, 'cloud silent'),
        ),
        tellDroppedPackets(),
      ]),
]);
