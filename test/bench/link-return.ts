/**
 * A link that is lost, and how it comes back. A thousand of each kind lose their server together: once it drops them and stays, once it
 * is away for a while. How soon each is back, and how many come in the second in which most do, is seen at the server. Whole
 * stations do the same beside them, to live, which is to a snapshot that is stored. Real sockets and real time.
 */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kind } from './link-crowd-clients.ts';
import { startCrowdServer, type CrowdServer } from './link-crowd-server.ts';
import { openLinkStation, startLinkCloud } from './link-station.ts';
import { amount, assertRight, ofRounds, tell, type Taken } from './rows.ts';

const CROWD = amount({ full: 1_000, quick: 200, short: 10 });
const STATIONS = amount({ full: 20, quick: 10, short: 2 });
const AWAY_MS = amount({ full: 20_000, quick: 8_000, short: 500 });
/** A link that has stood for so long counts as good with all of them, and their back-off starts over. */
const STOOD_MS = amount({ full: 7_000, quick: 7_000, short: 1_500 });
const BACK_WITHIN_MS = 60_000;
const KINDS: readonly Kind[] = ['ours', 'partysocket', 'reconnecting-websocket', 'socket.io-client'];

interface Crowd {
  readonly kind: Kind;
  readonly server: CrowdServer;
}

async function everybodyIsIn(crowds: readonly Crowd[]): Promise<void> {
  const deadlineMs = performance.now() + BACK_WITHIN_MS;
  const missing = () => crowds.filter(({ server }) => server.connects().length < CROWD);
  while (missing().length > 0) {
    if (performance.now() > deadlineMs)
      throw new Error(
        missing()
          .map(({ kind, server }) => `${kind}: ${server.connects().length} of ${CROWD} came`)
          .join('; '),
      );
    await delay(50);
  }
  await delay(STOOD_MS);
  // A peer may give up a connect that takes long on a busy machine and come again; that is a connect like any other.
  const ours = crowds.find(({ kind }) => kind === 'ours')?.server.connects().length;
  assertRight(ours === CROWD ? '' : `${ours} connects of ${CROWD}`, 'ours');
}

/** In whichever second most came. */
function peakPerSecond(atMs: readonly number[]): number {
  let peak = 0;
  for (let from = 0, to = 0; to < atMs.length; to += 1) {
    while ((atMs[to] ?? 0) - (atMs[from] ?? 0) >= 1_000) from += 1;
    peak = Math.max(peak, to - from + 1);
  }
  return peak;
}

interface Return {
  readonly seconds: ReadonlyMap<Kind, Taken>;
  readonly peaks: ReadonlyMap<Kind, Taken>;
  readonly stations: Taken;
}

async function returned(since: number, stations: readonly Promise<number>[]): Promise<Return> {
  const live = Promise.all(stations);
  await everybodyIsIn(crowds);
  const of = <T>(read: (connects: readonly number[]) => T): ReadonlyMap<Kind, T> =>
    new Map(crowds.map(({ kind, server }) => [kind, read(server.connects())]));
  return {
    seconds: of((connects) => ofRounds(connects.map((atMs) => (atMs - since) / 1000))),
    peaks: of((connects) => ({ value: peakPerSecond(connects) })),
    stations: ofRounds((await live).map((atMs) => (atMs - since) / 1000)),
  };
}

function tellReturn(how: string, { seconds, peaks, stations }: Return): void {
  const peersOf = (taken: ReadonlyMap<Kind, Taken>) =>
    Object.fromEntries([...taken].filter(([kind]) => kind !== 'ours'));
  const quickest = Math.min(...Object.values(peersOf(seconds)).map(({ value }) => value));
  const lowest = Math.min(...Object.values(peersOf(peaks)).map(({ value }) => value));
  const peak = peaks.get('ours') ?? { value: Number.NaN };
  tell({
    figure: `live again, ${how}`,
    value: stations.value / quickest,
    unit: '× quickest peer',
    taken: { unit: 's', ours: stations, peers: peersOf(seconds) },
    how: `${STATIONS} whole stations to a stored snapshot, ${CROWD} of each peer to an open socket; in brackets the first and the last`,
  });
  tell({
    figure: `${CROWD} at once, ${how}: connects in the busiest second`,
    value: peak.value / lowest,
    unit: '× lowest peer',
    taken: { unit: '/s', ours: peak, peers: peersOf(peaks) },
    how: `sessions alone; half of them are back within ${(seconds.get('ours')?.value ?? Number.NaN).toFixed(1)} s`,
  });
}

const crowds: readonly Crowd[] = await Promise.all(
  KINDS.map(async (kind) => ({ kind, server: await startCrowdServer(kind) })),
);
const children = crowds.map(({ kind, server }) =>
  fork(join(import.meta.dirname, 'link-crowd-clients.ts'), [kind, String(server.port), String(CROWD)]),
);
const { cloud, address } = await startLinkCloud();
const stations = Array.from({ length: STATIONS }, () => openLinkStation(address));
const areLive = stations.map((station) => station.entered('live'));
for (const { station } of stations) station.start();
await Promise.all(areLive);
await everybodyIsIn(crowds);

const backAt = (): Promise<number>[] =>
  stations.map((station) => station.entered('live').then(() => performance.now()));

for (const { server } of crowds) server.forget();
const areBack = backAt();
const droppedAtMs = performance.now();
for (const { server } of crowds) server.drop();
cloud.dropLinks();
const afterDrop = await returned(droppedAtMs, areBack);

for (const { server } of crowds) server.forget();
await Promise.all([cloud.goAway(), ...crowds.map(({ server }) => server.goAway())]);
await delay(AWAY_MS);
const areBackAgain = backAt();
const cameBackAtMs = performance.now();
await Promise.all([cloud.comeBack(), ...crowds.map(({ server }) => server.comeBack())]);
const afterAway = await returned(cameBackAtMs, areBackAgain);

for (const child of children) child.disconnect();
await Promise.all(stations.map((station) => station.stop()));
await cloud.stop();
tellReturn('dropped by a server that stays', afterDrop);
tellReturn(`after the server was away for ${AWAY_MS / 1000} s`, afterAway);
// The servers keep the process.
process.exit();
