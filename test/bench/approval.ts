/**
 * From the moment in which the cloud sends an approval to the first and to the last byte of the badge at a printer on TCP: the whole
 * station in a process of its own, against the least that could do it and against a page captured by Chromium. Cloud and printer are
 * this process, so that one clock tells both times. The visitor is known to be waiting, as they are at a real desk.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { createDemoCloud } from '../../electron/demo/cloud/cloud.ts';
import { systemClock } from '../../electron/system-clock.ts';
import { spawnServe, whenReady, type ServeProcess } from '../support/serve-child.ts';
import { startBenchPrinter, type BenchPrinter } from './approval-printer.ts';
import { amount, quantileOf, tell, type Taken } from './rows.ts';

const ROUNDS = amount({ full: 5, quick: 3, short: 1 });
const A_ROUND = amount({ full: 100, quick: 40, short: 5 });
/** A capture takes long enough for fewer to tell the same. */
const CAPTURES_A_ROUND = amount({ full: 20, quick: 10, short: 2 });
/** A printer that answers is asked about each label until it is out, half a second a badge. */
const ANSWERED_A_ROUND = amount({ full: 10, quick: 5, short: 2 });
const WARM_UP = amount({ full: 20, quick: 20, short: 1 });
/** Between what is told of a visitor and their approval; a receptionist takes longer. */
const WAITING_MS = 120;
const READY_WITHIN_MS = 15_000;

interface Times {
  readonly first: number[];
  readonly last: number[];
}

/** Something that is told of an approval and prints. */
interface Way {
  /** Resolves when somebody waits to be approved. */
  arrive(id: number): Promise<void>;
  approve(id: number): void;
  readonly printer: BenchPrinter;
  stop(): Promise<void>;
}

async function startStation(answers: boolean): Promise<Way & { readonly station: ServeProcess }> {
  const printer = await startBenchPrinter({ answers });
  const cloud = createDemoCloud({
    seed: 1,
    clock: systemClock,
    token: 'demo-token',
    locationId: 1,
    visitorsPerMinute: 0,
  });
  const { apiUrl, socketUrl } = await cloud.start();
  const dataFolder = mkdtempSync(join(tmpdir(), 'vestibule-bench-'));
  const settings = {
    version: 1,
    essentry: { apiUrl, socketUrl, locationId: 1 },
    printer: { route: 'tcp', host: '127.0.0.1', port: printer.port, language: 'zpl', dpi: 300 },
  };
  const station = await whenReady(spawnServe({ dataFolder, settings }));
  const deadlineMs = performance.now() + READY_WITHIN_MS;
  while ((await station.health()).session !== 'live') {
    if (performance.now() > deadlineMs) throw new Error(`not live: ${station.stderr()}`);
    await delay(20);
  }
  return {
    station,
    printer,
    async arrive(id) {
      const arrivedAt = new Date().toISOString();
      cloud.upsertCheckIn({
        ...personOf(id),
        state: 'Pending',
        arrivedAt,
        legitimation: undefined,
        accessControl: undefined,
      });
      await delay(WAITING_MS);
    },
    approve: (id) => void cloud.transition(id, 'Approved'),
    async stop() {
      await station.end('SIGTERM');
      await cloud.stop();
      printer.close();
      rmSync(dataFolder, { recursive: true });
    },
  };
}

async function startRival(way: 'floor' | 'chromium', jobFile: string): Promise<Way> {
  const printer = await startBenchPrinter({ answers: false });
  const frames = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(frames, 'listening');
  const script = join(import.meta.dirname, 'approval-rival.ts');
  const ports = [(frames.address() as AddressInfo).port, printer.port].map(String);
  const child: ChildProcess = spawn(process.execPath, [script, way, ...ports, jobFile], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [link] = (await Promise.race([
    once(frames, 'connection'),
    ended.then(() => Promise.reject(new Error(`the ${way} did not start`))),
  ])) as [{ send: (text: string) => void; terminate: () => void }];
  return {
    printer,
    arrive: () => Promise.resolve(),
    approve: (id) => link.send(JSON.stringify({ checkIn: { ...personOf(id), state: 'Approved' } })),
    async stop() {
      link.terminate();
      await ended;
      frames.close();
      printer.close();
    },
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Nobody has the name of another, so that no badge is another's. */
const personOf = (id: number) => ({
  id,
  firstName: 'Amira',
  lastName: `Haddad-${LETTERS[Math.floor(id / 26) % 26]}${LETTERS[id % 26]}`,
  companyName: `Nordlicht Robotics ${Math.floor(id / 676)}`,
});

async function approve(way: Way, ids: readonly number[]): Promise<Times> {
  const times: Times = { first: [], last: [] };
  for (const id of ids) {
    await way.arrive(id);
    const printed = way.printer.jobs.length;
    const sentAtMs = performance.now();
    way.approve(id);
    await way.printer.rested(printed + 1);
    const job = way.printer.jobs[printed];
    if (job === undefined) throw new Error('no job');
    times.first.push(job.firstAtMs - sentAtMs);
    times.last.push(job.lastAtMs - sentAtMs);
  }
  return times;
}

/** As the station tells it of itself, from its start on. */
async function longestHoldMs(station: ServeProcess): Promise<number> {
  const { eventLoop } = await station.command('diagnostics:get', null);
  return eventLoop?.maxMs ?? Number.NaN;
}

let nextId = 1;
const ids = (count: number): readonly number[] => Array.from({ length: count }, () => nextId++);

const mute = await startStation(false);
const answering = await startStation(true);
await approve(mute, ids(WARM_UP));
await approve(answering, ids(2));
const jobFolder = mkdtempSync(join(tmpdir(), 'vestibule-bench-'));
const jobFile = join(jobFolder, 'job.zpl');
writeFileSync(jobFile, mute.printer.jobs.at(-1)?.bytes ?? '');
const floor = await startRival('floor', jobFile);
const chromium = await startRival('chromium', jobFile);
await approve(floor, ids(WARM_UP));
await approve(chromium, ids(Math.min(WARM_UP, 5)));

const taken = {
  mute: [] as Times[],
  answering: [] as Times[],
  floor: [] as Times[],
  chromium: [] as Times[],
};
for (let round = 0; round < ROUNDS; round += 1) {
  taken.mute.push(await approve(mute, ids(A_ROUND)));
  taken.floor.push(await approve(floor, ids(A_ROUND)));
  taken.answering.push(await approve(answering, ids(ANSWERED_A_ROUND)));
  taken.chromium.push(await approve(chromium, ids(CAPTURES_A_ROUND)));
}

for (const way of [mute, answering]) {
  const { jobs } = await way.station.health();
  const expected = way.printer.jobs.length;
  const badges = new Set(way.printer.jobs.map(({ bytes }) => bytes.toString('latin1'))).size;
  if (jobs.done !== expected || jobs.failed + jobs.uncertain + jobs.queued > 0)
    throw new Error(`${expected} badges came out, the desk says ${JSON.stringify(jobs)}`);
  if (badges !== expected) throw new Error(`${expected} badges, ${badges} different ones`);
}
const holdsMs = await Promise.all([mute, answering].map((way) => longestHoldMs(way.station)));
await Promise.all([mute, answering, floor, chromium].map((way) => way.stop()));
rmSync(jobFolder, { recursive: true });

const at = (rounds: readonly Times[], byte: keyof Times, share: number): Taken =>
  quantileOf(
    rounds.map((round) => round[byte]),
    share,
  );
const size = mute.printer.jobs.at(-1)?.bytes.length ?? 0;
for (const byte of ['first', 'last'] as const)
  for (const [name, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const [ours, least, page] = [taken.mute, taken.floor, taken.chromium].map((rounds) =>
      at(rounds, byte, share),
    ) as [Taken, Taken, Taken];
    const figure = `approval to ${byte} byte of the badge, ${name}`;
    const how = `${ROUNDS * A_ROUND} approvals, jobs of ${(size / 1024).toFixed(0)} KiB; a printer that answers: ${at(taken.answering, byte, share).value.toFixed(1)} ms`;
    const isJudged = byte === 'first' && name === 'p99';
    tell({
      figure,
      value: ours.value / least.value,
      unit: '× floor',
      taken: { unit: 'ms', ours, floor: least, peers: { Chromium: page } },
      ...(isJudged ? { promise: { most: 2 } } : {}),
      how,
    });
    if (isJudged)
      tell({ figure, value: ours.value / page.value, unit: '× Chromium', promise: { most: 0.25 } });
  }
tell({
  figure: 'approval, longest hold of the event loop',
  value: Math.max(...holdsMs),
  unit: 'ms',
  promise: { under: 50 },
  how: 'two stations, from their start on',
});
