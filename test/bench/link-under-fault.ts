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
import { tell } from './rows.ts';

const RESUMES = 50;
const STATIONS = 50;
const WATCHED_MS = 120_000;
const MOST_CONNECTS = 12;
const NOTICED_WITHIN_S = 45;
const LIVE_WITHIN_MS = 1_000;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

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
  const sorted = tookMs.toSorted((a, b) => a - b);
  const how = `${RESUMES} times, snapshot of 200`;
  tell({ figure: 'resume to live, median', value: sorted[RESUMES / 2] ?? NaN, unit: 'ms', how });
  tell({
    figure: 'resume to live, worst',
    value: sorted.at(-1) ?? NaN,
    unit: 'ms',
    promise: { under: LIVE_WITHIN_MS },
    how,
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
  const how = `${STATIONS} stations, a server that drops ${who}`;
  tell({ figure: 'connects in 2 minutes, mean', value: mean(connects), unit: '', how });
  tell({
    figure: 'connects in 2 minutes, worst',
    value: Math.max(...connects),
    unit: '',
    promise: { most: MOST_CONNECTS },
    how,
  });
}

function tellSilence(seconds: readonly number[], how: string): void {
  tell({ figure: 'dead link noticed, mean', value: mean(seconds), unit: 's', how });
  tell({
    figure: 'dead link noticed, worst',
    value: Math.max(...seconds),
    unit: 's',
    promise: { under: NOTICED_WITHIN_S },
    how,
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
    tellSilence(JSON.parse(stdout) as number[], 'packets dropped by the kernel');
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
  measureSilence((cloud) => cloud.blackholeLinks()).then((seconds) =>
    tellSilence(seconds, 'the cloud neither reads nor answers'),
  ),
  tellDroppedPackets(),
]);
