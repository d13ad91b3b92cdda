/**
 * How long stations take to notice that their link carries nothing any more. Run by itself as a process, as
 * `link-under-fault` does inside a network namespace of its own: its packets are dropped by the kernel, the sockets stay
 * open. Prints the seconds as one JSON array.
 */
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { DemoCloud } from '../../electron/demo/cloud/cloud.ts';
import { openLinkStation, startLinkCloud } from './link-station.ts';

const STATIONS = 20;
/** Spread over one interval between pings: a link may die at any moment of it. */
const APART_MS = 1_250;
/** Who has not noticed by then is told as having needed so long. */
const GIVEN_UP_AFTER_MS = 60_000;

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
  const isGivenUp = delay(GIVEN_UP_AFTER_MS, undefined, { ref: false });
  const seconds = await Promise.all(
    noticed.map((one) =>
      Promise.race([one, isGivenUp]).then(() => (performance.now() - silentSinceMs) / 1000),
    ),
  );
  await Promise.all(stations.map((station) => station.stop()));
  await cloud.stop();
  return seconds;
}

if (import.meta.main) {
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  // An interface that is down swallows what is sent. A queue that drops would not do: the kernel tells TCP of a loss in its
  // own machine, which then gives up after 8 s where a real network leaves it trying for a quarter of an hour.
  const seconds = await measureSilence(() => void execFileSync('ip', ['link', 'set', 'lo', 'down']));
  process.stdout.write(`${JSON.stringify(seconds)}\n`);
  // What waits for packets that never come would keep the process.
  process.exit();
}
