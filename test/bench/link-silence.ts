/**
 * How long stations take to notice that their link carries nothing any more. Run by itself as a process, as
 * `link-under-fault` does inside a network namespace of its own: the packets of that namespace are dropped by the kernel, the
 * sockets stay open. Prints the seconds as one JSON array.
 */
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { DemoCloud } from '../../electron/demo/cloud/cloud.ts';
import { openLinkStation, startLinkCloud } from './link-station.ts';

const STATIONS = 20;
/** Spread over one interval between pings: a link may die at any moment of it. */
const APART_MS = 1_250;

/** Seconds from `silence` until each station has left `live`. */
export async function measureSilence(silence: (cloud: DemoCloud) => void): Promise<readonly number[]> {
  const { cloud, address } = await startLinkCloud();
  const stations = [];
  for (let index = 0; index < STATIONS; index += 1) {
    const station = openLinkStation(address);
    const isLive = station.entered('live');
    station.station.start();
    await isLive;
    stations.push(station);
    await delay(APART_MS);
  }
  const noticed = stations.map((station) => station.left('live'));
  const silentSinceMs = performance.now();
  silence(cloud);
  const seconds = await Promise.all(
    noticed.map((one) => one.then(() => (performance.now() - silentSinceMs) / 1000)),
  );
  await Promise.all(stations.map((station) => station.stop()));
  await cloud.stop();
  return seconds;
}

if (import.meta.main) {
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  // A queue with room for one byte: no packet fits.
  const seconds = await measureSilence(
    () => void execFileSync('tc', ['qdisc', 'add', 'dev', 'lo', 'root', 'bfifo', 'limit', '1']),
  );
  process.stdout.write(`${JSON.stringify(seconds)}\n`);
  // What waits for packets that never come would keep the process.
  process.exit();
}
